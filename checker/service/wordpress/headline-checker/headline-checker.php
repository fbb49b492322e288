<?php
/**
 * Plugin Name: Headline Checker
 * Description: Before a post is published, compares its headlines (title, SEO title, excerpt) with what its text says. Needs a running `checker serve`.
 * Version: 0.1.0
 * Requires at least: 6.1
 * Requires PHP: 7.4
 * License: Apache-2.0
 * Text Domain: headline-checker
 *
 * The browser talks to WordPress only; WordPress talks to the service, with the key that stays in its settings.
 * Everything here is advice: whatever goes wrong with the service, publishing goes on.
 *
 * @package HeadlineChecker
 */

namespace HeadlineChecker;

defined( 'ABSPATH' ) || exit;

const VERSION = '0.1.0';
const OPTION  = 'headline_checker';
// Where Yoast SEO keeps a post's SEO title.
const SEO_META = '_yoast_wpseo_title';

require __DIR__ . '/includes/settings.php';
require __DIR__ . '/includes/text.php';
require __DIR__ . '/includes/service.php';
require __DIR__ . '/includes/rest.php';
require __DIR__ . '/includes/editor.php';
