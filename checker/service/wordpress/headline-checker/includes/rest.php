<?php
/**
 * What the editor asks: POST /wp-json/headline-checker/v1/check.
 *
 * @package HeadlineChecker
 */

namespace HeadlineChecker;

defined( 'ABSPATH' ) || exit;

// Of a post, in the order in which they are shown.
const HEADLINES = array( 'headline', 'seo', 'standfirst' );

add_action(
	'rest_api_init',
	function () {
		register_rest_route(
			'headline-checker/v1',
			'/check',
			array(
				'methods'             => 'POST',
				'callback'            => __NAMESPACE__ . '\check',
				// WordPress itself asks for the nonce: without it nobody is logged in here.
				'permission_callback' => function ( \WP_REST_Request $request ) {
					return current_user_can( 'edit_post', (int) $request['post'] );
				},
				'args'                => array(
					'post'      => array(
						'type'     => 'integer',
						'required' => true,
						'minimum'  => 1,
					),
					'content'   => array(
						'type'      => 'string',
						'required'  => true,
						'maxLength' => 1000000,
					),
					'headlines' => array(
						'type'                 => 'object',
						'required'             => true,
						'properties'           => array_fill_keys(
							HEADLINES,
							array(
								'type'      => 'string',
								'maxLength' => 5000,
							)
						),
						'additionalProperties' => false,
					),
				),
			)
		);
	}
);

/**
 * Check the headlines of a post over its text.
 *
 * @param \WP_REST_Request $request of the editor.
 * @return \WP_REST_Response `available`, `message`, and of each headline its report.
 */
function check( \WP_REST_Request $request ) {
	$headlines = array();
	foreach ( HEADLINES as $name ) {
		if ( isset( $request['headlines'][ $name ] ) && '' !== trim( $request['headlines'][ $name ] ) ) {
			$headlines[ $name ] = $request['headlines'][ $name ];
		}
	}
	$body = plain_text( $request['content'] );
	if ( ! $headlines || '' === $body ) {
		return rest_ensure_response(
			array(
				'available' => true,
				'message'   => __( 'There is nothing to check yet: a title and a text are needed.', 'headline-checker' ),
				'reports'   => array(),
			)
		);
	}
	$state = ask(
		'/v1/check',
		array(
			'headlines' => $headlines,
			'body'      => $body,
			'id'        => (string) $request['post'],
		)
	);
	return rest_ensure_response(
		array(
			'available' => $state['available'],
			'message'   => $state['message'],
			'reports'   => $state['available'] ? (array) ( $state['answer']['reports'] ?? array() ) : array(),
		)
	);
}
