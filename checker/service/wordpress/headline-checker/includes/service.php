<?php
/**
 * Asking the service. Whatever goes wrong becomes a sentence for the editor, never an exception.
 *
 * @package HeadlineChecker
 */

namespace HeadlineChecker;

defined( 'ABSPATH' ) || exit;

/**
 * Ask the service.
 *
 * @param string     $path  such as `/v1/check`.
 * @param array|null $asked the question; null: a GET request.
 * @return array{available: bool, message: string, answer: array|null}
 */
function ask( $path, $asked = null ) {
	$settings = settings();
	$headers  = array( 'Accept' => 'application/json' );
	if ( '' !== $settings['key'] ) {
		$headers['Authorization'] = 'Bearer ' . $settings['key'];
	}
	$request = array(
		'method'      => null === $asked ? 'GET' : 'POST',
		'timeout'     => $settings['timeout'],
		// The key goes to the address that was set and to no other.
		'redirection' => 0,
		'headers'     => $headers,
	);
	if ( null !== $asked ) {
		$request['headers']['Content-Type'] = 'application/json';
		$request['body']                    = wp_json_encode( $asked );
		if ( false === $request['body'] ) {
			return unavailable( __( 'The post has characters that are no text.', 'headline-checker' ) );
		}
	}
	$response = wp_remote_request( $settings['url'] . $path, $request );
	if ( is_wp_error( $response ) ) {
		return unavailable( __( 'The checker cannot be reached, or is too slow just now.', 'headline-checker' ) );
	}
	$status = (int) wp_remote_retrieve_response_code( $response );
	$answer = json_decode( wp_remote_retrieve_body( $response ), true );
	if ( 200 === $status && is_array( $answer ) ) {
		return array(
			'available' => true,
			'message'   => '',
			'answer'    => $answer,
		);
	}
	if ( 401 === $status ) {
		return unavailable( __( 'The checker refuses the key: an administrator can set it under Settings → Headline Checker.', 'headline-checker' ) );
	}
	if ( 429 === $status || 503 === $status || 504 === $status ) {
		return unavailable( __( 'The checker is busy just now.', 'headline-checker' ) );
	}
	$detail = is_array( $answer ) && isset( $answer['detail'] ) && is_string( $answer['detail'] ) ? $answer['detail'] : "HTTP $status";
	/* translators: %s: what the service says. */
	return unavailable( sprintf( __( 'The checker cannot check this: %s', 'headline-checker' ), $detail ) );
}

/**
 * No answer, and why.
 *
 * @param string $message for the editor.
 * @return array{available: bool, message: string, answer: null}
 */
function unavailable( $message ) {
	return array(
		'available' => false,
		'message'   => $message,
		'answer'    => null,
	);
}

/**
 * Does the service answer, and what is it?
 *
 * @return array{available: bool, message: string}
 */
function reach() {
	$state = ask( '/v1/info' );
	if ( $state['available'] ) {
		$info = $state['answer'];
		/* translators: 1: version, 2: name of the model. */
		$state['message'] = sprintf( __( 'The checker answers: version %1$s, model %2$s.', 'headline-checker' ), (string) ( $info['version'] ?? '?' ), (string) ( $info['model'] ?? '?' ) );
	}
	return $state;
}
