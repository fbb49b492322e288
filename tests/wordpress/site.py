"""A WordPress of its own: Debian's files, a MariaDB on a socket, PHP's own server.

Nothing of the machine's is touched.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from ..service.browsing import free_port, wait_for

SOURCE = Path("/usr/share/wordpress")
PROGRAMS = ("php", "mariadbd", "mariadb-install-db", "mariadb-admin")
USERS = {"admin": "administrator", "writer": "author", "reader": "subscriber"}
CONFIG = """<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:{socket}' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'WP_HOME', '{address}' );
define( 'WP_SITEURL', '{address}' );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_LOG', '{log}' );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'WP_ACCESSIBLE_HOSTS', '127.0.0.1' );
define( 'DISABLE_WP_CRON', true );
define( 'FS_METHOD', 'direct' );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'AUTH_KEY', 'a' ); define( 'SECURE_AUTH_KEY', 'b' ); define( 'LOGGED_IN_KEY', 'c' ); define( 'NONCE_KEY', 'd' );
define( 'AUTH_SALT', 'e' ); define( 'SECURE_AUTH_SALT', 'f' ); define( 'LOGGED_IN_SALT', 'g' ); define( 'NONCE_SALT', \
'h' );
$table_prefix = 'wp_';
define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
"""
INSTALL = """<?php
define( 'WP_INSTALLING', true );
$_SERVER['HTTP_HOST'] = '127.0.0.1';
require '{folder}/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
function wp_new_blog_notification() {{}}
wp_install( 'Newsroom', 'admin', 'admin@example.org', false, '', 'admin' );
wp_insert_user( array( 'user_login' => 'writer', 'user_pass' => 'writer', 'role' => 'author' ) );
wp_insert_user( array( 'user_login' => 'reader', 'user_pass' => 'reader', 'role' => 'subscriber' ) );
switch_theme( 'twentytwentythree' );
"""


def missing() -> str:
    """What of all this is not installed; empty where nothing is missing."""
    found = [name for name in PROGRAMS if shutil.which(name) is None]
    if not (SOURCE / "wp-settings.php").is_file():
        found.append(str(SOURCE))
    return ", ".join(found)


class Site:
    """A running WordPress.

    Attributes:
        address: of its front page.
        folder: of its files.
    """

    def __init__(self, address: str, folder: Path) -> None:
        self.address, self.folder = address, folder

    @property
    def log(self) -> str:
        """What PHP complained of."""
        path = self.folder.parent / "php.log"
        return path.read_text("utf-8") if path.exists() else ""

    def php(self, code: str) -> Any:
        """Run code inside this WordPress; gives what it returns."""
        script = self.folder.parent / "run.php"
        script.write_text(
            "<?php $_SERVER['HTTP_HOST'] = '127.0.0.1';"
            f"require '{self.folder}/wp-load.php'; require_once ABSPATH . 'wp-admin/includes/plugin.php';"
            f"$found = ( function () {{ {code} }} )(); echo '\x1e' . wp_json_encode( $found );",
            encoding="utf-8",
        )
        run = subprocess.run(["php", str(script)], capture_output=True, text=True, timeout=60, check=True)
        return json.loads(run.stdout.rpartition("\x1e")[2])


@contextmanager
def site(folder: Path) -> Iterator[Site]:
    """A fresh WordPress with three users, whose passwords are their names; ends its processes afterwards."""
    files, socket = folder / "wordpress", folder / "db.sock"
    address = f"http://127.0.0.1:{free_port()}"
    shutil.copytree(SOURCE, files, ignore=shutil.ignore_patterns("wp-config.php"), ignore_dangling_symlinks=True)
    (files / "wp-config.php").write_text(
        CONFIG.format(socket=socket, address=address, log=folder / "php.log"), encoding="utf-8"
    )
    with _database(folder, socket), _server(files, folder, address):
        (folder / "install.php").write_text(INSTALL.format(folder=files), encoding="utf-8")
        subprocess.run(["php", str(folder / "install.php")], check=True, timeout=120, capture_output=True)
        wait_for(f"{address}/wp-login.php")
        yield Site(address, files)


@contextmanager
def _database(folder: Path, socket: Path) -> Iterator[None]:
    data = folder / "db"
    user = ["--user=root"] if os.getuid() == 0 else []
    with (folder / "db.log").open("wb") as log:
        subprocess.run(
            [
                "mariadb-install-db",
                "--no-defaults",
                f"--datadir={data}",
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                *user,
            ],
            check=True,
            stdout=log,
            stderr=log,
            timeout=180,
        )
        process = subprocess.Popen(
            [
                "mariadbd",
                "--no-defaults",
                f"--datadir={data}",
                f"--socket={socket}",
                f"--pid-file={folder}/db.pid",
                "--skip-networking",
                *user,
            ],
            stdout=log,
            stderr=log,
        )
    admin = ["mariadb-admin", "--no-defaults", f"--socket={socket}", "--user=root"]
    try:
        for _ in range(300):
            if subprocess.run([*admin, "ping"], capture_output=True).returncode == 0:
                break
            time.sleep(0.2)
        subprocess.run([*admin, "create", "wordpress"], check=True, timeout=60, capture_output=True)
        yield
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(30)


@contextmanager
def _server(files: Path, folder: Path, address: str) -> Iterator[None]:
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            ["php", "-S", address.removeprefix("http://"), "-t", str(files)],
            env={**os.environ, "PHP_CLI_SERVER_WORKERS": "4"},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield
    finally:
        # Its workers too: they are a group of their own.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, 15)
        process.wait(30)
