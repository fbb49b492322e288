<?php
/**
 * The settings: where the service is, its key, how long to wait, and whether errors block.
 *
 * @package HeadlineChecker
 */

namespace HeadlineChecker;

defined( 'ABSPATH' ) || exit;

const DEFAULTS = array(
	'url'     => 'http://127.0.0.1:8000',
	'key'     => '',
	'timeout' => 5,
	'block'   => false,
);

/**
 * All settings; constants in wp-config.php win over what is kept in the database.
 *
 * @return array{url: string, key: string, timeout: int, block: bool}
 */
function settings() {
	$found = array_merge( DEFAULTS, (array) get_option( OPTION, array() ) );
	if ( defined( 'HEADLINE_CHECKER_URL' ) ) {
		$found['url'] = (string) constant( 'HEADLINE_CHECKER_URL' );
	}
	if ( defined( 'HEADLINE_CHECKER_KEY' ) ) {
		$found['key'] = (string) constant( 'HEADLINE_CHECKER_KEY' );
	}
	return $found;
}

/**
 * What a form sent, as it is kept.
 *
 * @param mixed $given what was sent.
 * @return array settings.
 */
function sanitize_settings( $given ) {
	$given = is_array( $given ) ? $given : array();
	$kept  = array_merge( DEFAULTS, (array) get_option( OPTION, array() ) );
	$url   = esc_url_raw( trim( (string) ( $given['url'] ?? '' ) ), array( 'http', 'https' ) );
	if ( '' === $url ) {
		add_settings_error( OPTION, 'url', __( 'The address of the service must begin with http:// or https://.', 'headline-checker' ) );
		$url = $kept['url'];
	}
	$key = trim( (string) ( $given['key'] ?? '' ) );
	if ( preg_match( '/[^\x21-\x7e]/', $key ) ) {
		add_settings_error( OPTION, 'key', __( 'The key may only have printable ASCII characters.', 'headline-checker' ) );
		$key = '';
	}
	// An empty field leaves the key as it is: it is never shown.
	if ( '' === $key && empty( $given['forget_key'] ) ) {
		$key = $kept['key'];
	}
	return array(
		'url'     => untrailingslashit( $url ),
		'key'     => $key,
		'timeout' => min( 20, max( 1, (int) ( $given['timeout'] ?? DEFAULTS['timeout'] ) ) ),
		'block'   => ! empty( $given['block'] ),
	);
}

add_action(
	'admin_init',
	function () {
		register_setting(
			OPTION,
			OPTION,
			array(
				'type'              => 'object',
				'sanitize_callback' => __NAMESPACE__ . '\sanitize_settings',
				'show_in_rest'      => false,
				'default'           => DEFAULTS,
			)
		);
	}
);

add_action(
	'admin_menu',
	function () {
		add_options_page(
			__( 'Headline Checker', 'headline-checker' ),
			__( 'Headline Checker', 'headline-checker' ),
			'manage_options',
			'headline-checker',
			__NAMESPACE__ . '\settings_page'
		);
	}
);

/**
 * The page under Settings.
 */
function settings_page() {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	$settings = settings();
	$field    = function ( $name ) {
		return OPTION . '[' . $name . ']';
	};
	$fixed    = __( 'Set in wp-config.php.', 'headline-checker' );
	?>
	<div class="wrap">
		<h1><?php esc_html_e( 'Headline Checker', 'headline-checker' ); ?></h1>
		<?php
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- only decides whether the service is asked how it is.
		if ( isset( $_GET['settings-updated'] ) ) {
			$state = reach();
			printf( '<div class="notice %s"><p>%s</p></div>', $state['available'] ? 'notice-success' : 'notice-warning', esc_html( $state['message'] ) );
		}
		?>
		<p><?php esc_html_e( 'Posts are compared with their headlines by a service that you run (checker serve). WordPress sends it the title, the excerpt, the SEO title and the text of the post; browsers never talk to it.', 'headline-checker' ); ?></p>
		<form method="post" action="options.php">
			<?php settings_fields( OPTION ); ?>
			<table class="form-table" role="presentation">
				<tr>
					<th scope="row"><label for="hc-url"><?php esc_html_e( 'Address of the service', 'headline-checker' ); ?></label></th>
					<td><input name="<?php echo esc_attr( $field( 'url' ) ); ?>" id="hc-url" type="url" class="regular-text code" value="<?php echo esc_attr( $settings['url'] ); ?>" required <?php disabled( defined( 'HEADLINE_CHECKER_URL' ) ); ?>>
						<?php if ( defined( 'HEADLINE_CHECKER_URL' ) ) : ?>
							<p class="description"><?php echo esc_html( $fixed ); ?></p>
							<input type="hidden" name="<?php echo esc_attr( $field( 'url' ) ); ?>" value="<?php echo esc_attr( $settings['url'] ); ?>">
						<?php endif; ?>
					</td>
				</tr>
				<tr>
					<th scope="row"><label for="hc-key"><?php esc_html_e( 'Key', 'headline-checker' ); ?></label></th>
					<td><input name="<?php echo esc_attr( $field( 'key' ) ); ?>" id="hc-key" type="password" class="regular-text code" value="" autocomplete="new-password" <?php disabled( defined( 'HEADLINE_CHECKER_KEY' ) ); ?>>
						<p class="description">
							<?php
							if ( defined( 'HEADLINE_CHECKER_KEY' ) ) {
								echo esc_html( $fixed );
							} elseif ( '' !== $settings['key'] ) {
								esc_html_e( 'A key is kept. Leave this empty to keep it.', 'headline-checker' );
							} else {
								esc_html_e( 'Only where the service was started with CHECKER_API_KEY.', 'headline-checker' );
							}
							?>
						</p>
						<?php if ( '' !== $settings['key'] && ! defined( 'HEADLINE_CHECKER_KEY' ) ) : ?>
							<label><input name="<?php echo esc_attr( $field( 'forget_key' ) ); ?>" type="checkbox" value="1"> <?php esc_html_e( 'Forget the key', 'headline-checker' ); ?></label>
						<?php endif; ?>
					</td>
				</tr>
				<tr>
					<th scope="row"><label for="hc-timeout"><?php esc_html_e( 'Wait for at most', 'headline-checker' ); ?></label></th>
					<td><input name="<?php echo esc_attr( $field( 'timeout' ) ); ?>" id="hc-timeout" type="number" min="1" max="20" class="small-text" value="<?php echo esc_attr( $settings['timeout'] ); ?>"> <?php esc_html_e( 'seconds. Publishing never waits for the answer.', 'headline-checker' ); ?></td>
				</tr>
				<tr>
					<th scope="row"><?php esc_html_e( 'Errors', 'headline-checker' ); ?></th>
					<td><label><input name="<?php echo esc_attr( $field( 'block' ) ); ?>" type="checkbox" value="1" <?php checked( $settings['block'] ); ?>> <?php esc_html_e( 'An error must be mended or accepted in the editor before the post can be published there', 'headline-checker' ); ?></label>
						<p class="description"><?php esc_html_e( 'Off: findings are advice. Warnings never block, and nothing blocks while the service does not answer.', 'headline-checker' ); ?></p></td>
				</tr>
			</table>
			<?php submit_button(); ?>
		</form>
	</div>
	<?php
}
