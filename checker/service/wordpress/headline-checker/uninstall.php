<?php
/**
 * The plug-in is deleted: its settings, and the key with them, go too.
 *
 * @package HeadlineChecker
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

delete_option( 'headline_checker' );
