<?php
/**
 * The script of the block editor, and what it needs to know.
 *
 * @package HeadlineChecker
 */

namespace HeadlineChecker;

defined( 'ABSPATH' ) || exit;

add_action(
	'init',
	function () {
		// So that the editor can show and change the SEO title; Yoast SEO itself keeps it in this field.
		register_post_meta(
			'',
			SEO_META,
			array(
				'type'          => 'string',
				'single'        => true,
				'show_in_rest'  => true,
				'auth_callback' => function ( $allowed, $key, $post ) {
					return current_user_can( 'edit_post', $post );
				},
			)
		);
	}
);

add_action(
	'enqueue_block_editor_assets',
	function () {
		$screen = function_exists( 'get_current_screen' ) ? get_current_screen() : null;
		// Not for widgets, and not for the site editor.
		if ( ! $screen || 'post' !== $screen->base ) {
			return;
		}
		$base = plugin_dir_url( __DIR__ );
		wp_enqueue_script(
			'headline-checker',
			$base . 'editor.js',
			array( 'wp-api-fetch', 'wp-block-editor', 'wp-components', 'wp-data', 'wp-edit-post', 'wp-editor', 'wp-element', 'wp-i18n', 'wp-notices', 'wp-plugins' ),
			VERSION,
			true
		);
		wp_enqueue_style( 'headline-checker', $base . 'editor.css', array( 'wp-components' ), VERSION );
		$settings = settings();
		wp_localize_script(
			'headline-checker',
			'headlineChecker',
			array(
				'block'   => $settings['block'] ? '1' : '',
				'timeout' => $settings['timeout'],
				'seoMeta' => SEO_META,
			)
		);
	}
);
