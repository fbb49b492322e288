<?php
/**
 * The text of a post as it is read: no mark-up, no captions, no code; a paragraph stays a paragraph.
 *
 * @package HeadlineChecker
 */

namespace HeadlineChecker;

defined( 'ABSPATH' ) || exit;

/**
 * Plain text of a post's content as it is edited.
 *
 * @param string $content blocks or classic HTML.
 * @return string paragraphs, with an empty line between them.
 */
function plain_text( $content ) {
	$content = strip_shortcodes( $content );
	// Block comments hold attributes; captions, code and tables of figures are no running text.
	$content = preg_replace( '/<!--.*?-->/s', '', $content );
	$content = preg_replace( '#<(script|style|figcaption|pre|table|form|button|iframe|svg|template)\b.*?</\1\s*>#is', "\n\n", $content );
	$content = preg_replace( '#<br\s*/?>#i', "\n", $content );
	$content = preg_replace( '#</?(p|div|h[1-6]|li|ul|ol|blockquote|section|article|figure|header|footer|aside|main|hr|dd|dt|dl)\b[^>]*>#i', "\n\n", $content );
	$content = html_entity_decode( wp_strip_all_tags( $content ), ENT_QUOTES | ENT_HTML5, 'UTF-8' );
	$content = preg_replace( '/[ \t\x{a0}]+/u', ' ', $content );
	$content = preg_replace( '/ ?\n ?/', "\n", $content );
	return trim( preg_replace( '/\n{3,}/', "\n\n", $content ) );
}
