/* The panel before publishing, and the sidebar. Texts go in as text; nobody is asked but WordPress; whatever fails, publishing goes on. */
( function ( wp ) {
	'use strict';

	const { createElement: h, Fragment, useEffect, useState } = wp.element;
	const { Button, Notice, Panel, PanelBody, Spinner } = wp.components;
	const { __, sprintf, _n } = wp.i18n;
	const { select, dispatch, subscribe } = wp.data;
	const settings = window.headlineChecker;
	// Since WordPress 6.6 in wp.editor, before that in wp.editPost.
	const slots = wp.editor && wp.editor.PluginPrePublishPanel ? wp.editor : wp.editPost;
	const { PluginPrePublishPanel, PluginSidebar, PluginSidebarMoreMenuItem } = slots;
	const LOCK = 'headline-checker';
	const DEBOUNCE = 1000; // milliseconds after the last change
	const SEO_STORE = 'yoast-seo/editor';
	// Tags are seen in the flags of England, Scotland and Wales alone.
	const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb]|(?<!\u{1f3f4}[\u{e0061}-\u{e007a}]{0,5})[\u{e0000}-\u{e0fff}]/gu;

	const NAMES = {
		headline: __( 'Title', 'headline-checker' ),
		seo: __( 'SEO title', 'headline-checker' ),
		standfirst: __( 'Excerpt', 'headline-checker' ),
	};
	const VERDICTS = {
		supported: [ '✓', __( 'Supported by the body', 'headline-checker' ) ],
		contradicted: [ '✕', __( 'Contradicted by the body', 'headline-checker' ) ],
		unsupported: [ '!', __( 'Not supported by the body', 'headline-checker' ) ],
		review: [ '?', __( 'Needs your eye', 'headline-checker' ) ],
		'not-checked': [ '–', __( 'Not checked', 'headline-checker' ) ],
	};
	const SEVERITIES = { error: __( 'Error', 'headline-checker' ), warning: __( 'Warning', 'headline-checker' ) };

	/** What cannot be seen is written out, so that it cannot show other words than are there. */
	function shown( text ) {
		return text.replace( HIDDEN, ( letter ) => '[U+' + letter.codePointAt( 0 ).toString( 16 ).toUpperCase().padStart( 4, '0' ) + ']' );
	}

	/** Words between two code points: reports count those, not UTF-16 units. */
	function cut( text, start, end ) {
		return Array.from( text ).slice( start, end ).join( '' );
	}

	/* ---------- the post ---------- */

	const post = () => select( 'core/editor' );

	function seoTitle() {
		const yoast = select( SEO_STORE );
		if ( yoast && yoast.getSnippetEditorTitle ) {
			return yoast.getSnippetEditorTitle() || '';
		}
		return ( post().getEditedPostAttribute( 'meta' ) || {} )[ settings.seoMeta ] || '';
	}

	/** The headlines of the post as it is now. An SEO title made of the title (%%title%%) is no other headline. */
	function headlines() {
		const seo = seoTitle();
		return {
			headline: post().getEditedPostAttribute( 'title' ) || '',
			seo: seo.includes( '%%' ) ? '' : seo,
			standfirst: post().getEditedPostAttribute( 'excerpt' ) || '',
		};
	}

	function write( name, text ) {
		if ( name === 'headline' ) {
			return dispatch( 'core/editor' ).editPost( { title: text } );
		}
		if ( name === 'standfirst' ) {
			return dispatch( 'core/editor' ).editPost( { excerpt: text } );
		}
		const yoast = dispatch( SEO_STORE );
		if ( select( SEO_STORE ) && yoast && yoast.updateData ) {
			return yoast.updateData( { title: text } );
		}
		return dispatch( 'core/editor' ).editPost( { meta: { [ settings.seoMeta ]: text } } );
	}

	/** One click, and one to take it back. */
	function mend( name, report, finding ) {
		const before = report.article.headline;
		if ( headlines()[ name ] !== before ) {
			return;
		}
		const letters = Array.from( before );
		letters.splice( finding.edit.span.start, finding.edit.span.end - finding.edit.span.start, finding.edit.replacement );
		write( name, letters.join( '' ) );
		dispatch( 'core/notices' ).createInfoNotice(
			sprintf( /* translators: %s: title, excerpt … */ __( '%s changed.', 'headline-checker' ), NAMES[ name ] ),
			{ type: 'snackbar', id: LOCK, actions: [ { label: __( 'Undo', 'headline-checker' ), onClick: () => write( name, before ) } ] }
		);
	}

	/** Select the block that has a passage. */
	function show( passage ) {
		const words = ( text ) => text.replace( /\s+/g, ' ' ).trim();
		const start = words( passage.text ).slice( 0, 60 );
		// A parsed document runs nothing and fetches nothing.
		const read = ( html ) => words( new window.DOMParser().parseFromString( html, 'text/html' ).body.textContent );
		const walk = ( blocks ) => {
			for ( const block of blocks ) {
				const inner = walk( block.innerBlocks );
				if ( inner ) {
					return inner;
				}
				if ( start && read( String( block.attributes.content || block.attributes.value || '' ) ).includes( start ) ) {
					return block.clientId;
				}
			}
			return null;
		};
		const found = walk( select( 'core/block-editor' ).getBlocks() );
		if ( found ) {
			dispatch( 'core/block-editor' ).selectBlock( found );
			const close = dispatch( 'core/editor' ).closePublishSidebar || ( dispatch( 'core/edit-post' ) || {} ).closePublishSidebar;
			if ( close ) {
				close();
			}
		}
	}

	/* ---------- one state for the panel and the sidebar ---------- */

	let state = { asked: '', busy: false, available: true, message: '', reports: [] };
	let accepted = new Set();
	let turn = 0;
	let timer = 0;
	let watchers = 0;
	let stop = null;
	const listeners = new Set();

	function set( change ) {
		state = { ...state, ...change };
		lock();
		listeners.forEach( ( listener ) => listener( state ) );
	}

	const key = ( report, finding ) => report.article.name + '/' + finding.fingerprint;
	const open = ( report ) => report.findings.filter( ( finding ) => ! accepted.has( key( report, finding ) ) );
	const count = ( severity ) => state.reports.reduce( ( sum, report ) => sum + open( report ).filter( ( finding ) => finding.severity === severity ).length, 0 );

	/** Only where the setting says so, only for errors, and never while the service does not answer. */
	function lock() {
		if ( ! settings.block ) {
			return;
		}
		if ( watchers && state.available && ( state.busy || count( 'error' ) ) ) {
			dispatch( 'core/editor' ).lockPostSaving( LOCK );
		} else {
			dispatch( 'core/editor' ).unlockPostSaving( LOCK );
		}
	}

	function look() {
		const question = { post: post().getCurrentPostId(), headlines: headlines(), content: post().getEditedPostContent() };
		const asked = JSON.stringify( question );
		if ( asked === state.asked ) {
			return;
		}
		ask( question, asked );
	}

	function ask( question, asked ) {
		const mine = ++turn;
		set( { asked, busy: true } );
		const limit = new Promise( ( done ) => setTimeout( () => done( { available: false, message: __( 'The checker is too slow just now.', 'headline-checker' ), reports: [] } ), ( Number( settings.timeout ) + 3 ) * 1000 ) );
		const answer = wp.apiFetch( { path: '/headline-checker/v1/check', method: 'POST', data: question } ).catch( ( error ) => ( {
			available: false,
			message: ( error && error.message ) || __( 'WordPress does not answer.', 'headline-checker' ),
			reports: [],
		} ) );
		Promise.race( [ answer, limit ] ).then( ( found ) => {
			// An answer about other words is dropped.
			if ( mine === turn ) {
				set( { busy: false, available: Boolean( found.available ), message: found.message || '', reports: found.reports || [] } );
			}
		} );
	}

	function again() {
		set( { asked: '' } );
		look();
	}

	/** Looks at the post for as long as a panel is open: typing costs nothing while none is. */
	function useChecker() {
		const [ now, update ] = useState( state );
		useEffect( () => {
			listeners.add( update );
			if ( watchers++ === 0 ) {
				stop = subscribe( () => {
					clearTimeout( timer );
					timer = setTimeout( look, DEBOUNCE );
				} );
				if ( ! state.available ) {
					state = { ...state, asked: '' };
				}
				look();
			}
			return () => {
				listeners.delete( update );
				if ( --watchers === 0 ) {
					stop();
					clearTimeout( timer );
					lock();
				}
			};
		}, [] );
		return now;
	}

	/** Where errors block, the post is looked at whether or not a panel is open. */
	function Watcher() {
		useChecker();
		return null;
	}

	/* ---------- what is shown ---------- */

	function Marked( { report } ) {
		const letters = Array.from( report.article.headline );
		const marks = letters.map( () => '' );
		[ ...open( report ) ].sort( ( a ) => ( a.severity === 'error' ? 1 : -1 ) ).forEach( ( { headline_span: span, severity } ) => {
			marks.fill( severity, span.start, span.end );
		} );
		const parts = [];
		letters.forEach( ( letter, index ) => {
			const last = parts[ parts.length - 1 ];
			if ( last && last.kind === marks[ index ] ) {
				last.text += letter;
			} else {
				parts.push( { kind: marks[ index ], text: letter } );
			}
		} );
		return h( 'p', { className: 'hc-headline' }, parts.map( ( part, index ) => ( part.kind ? h( 'mark', { key: index, className: 'hc-' + part.kind }, shown( part.text ) ) : h( 'span', { key: index }, shown( part.text ) ) ) ) );
	}

	function Passage( { item, label } ) {
		return h( 'blockquote', { className: 'hc-passage' },
			h( 'span', { className: 'hc-where' }, label + ' ', sprintf( /* translators: %d: number of a paragraph */ __( '(paragraph %d)', 'headline-checker' ), item.paragraph ) ),
			h( 'span', {}, shown( item.text.trim() ) ),
			h( Button, { variant: 'link', onClick: () => show( item ) }, __( 'Show', 'headline-checker' ) )
		);
	}

	function Finding( { report, finding } ) {
		const { name, headline } = report.article;
		const claim = report.claims.find( ( item ) => item.evidence.length );
		const nearest = claim && claim.evidence[ 0 ];
		const passage = finding.evidence[ 0 ];
		return h( 'li', { className: 'hc-finding hc-is-' + finding.severity },
			h( 'p', { className: 'hc-words' }, h( 'strong', {}, SEVERITIES[ finding.severity ] ), ' “' + shown( finding.headline_text ) + '”' ),
			h( 'p', {}, shown( finding.message ) ),
			passage && h( Passage, { item: passage, label: __( 'The body says', 'headline-checker' ) } ),
			! passage && nearest && h( Passage, { item: nearest, label: __( 'Not found; nearest passage', 'headline-checker' ) } ),
			! finding.edit && finding.suggestion && h( 'p', {}, '→ ' + shown( finding.suggestion ) ),
			h( 'p', { className: 'hc-actions' },
				finding.edit && h( Button, { variant: 'secondary', disabled: headlines()[ name ] !== headline, onClick: () => mend( name, report, finding ) },
					sprintf( /* translators: 1: words, 2: other words */ __( 'Change “%1$s” to “%2$s”', 'headline-checker' ), shown( cut( headline, finding.edit.span.start, finding.edit.span.end ) ), shown( finding.edit.replacement ) ) ),
				h( Button, { variant: 'tertiary', onClick: () => {
					accepted = new Set( accepted ).add( key( report, finding ) );
					set( {} );
				} }, __( 'Accept', 'headline-checker' ) )
			)
		);
	}

	function HeadlineReport( { report } ) {
		const [ sign, words ] = VERDICTS[ report.verdict ] || VERDICTS.review;
		const findings = open( report );
		const hidden = report.findings.length - findings.length;
		return h( 'section', { className: 'hc-report' },
			h( 'h3', {}, NAMES[ report.article.name ] || report.article.name ),
			h( Marked, { report } ),
			h( 'p', { className: 'hc-verdict hc-v-' + report.verdict },
				h( 'span', { className: 'hc-sign', 'aria-hidden': true }, sign ), words,
				report.reason ? ': ' + report.reason : '',
				report.score !== null && h( 'span', { className: 'hc-score' }, sprintf( /* translators: %d: of a hundred */ __( 'A chance of %d in 100 that the body supports it.', 'headline-checker' ), Math.min( 99, Math.max( 1, Math.round( report.score * 100 ) ) ) ) ) ),
			findings.length > 0 && h( 'ul', {}, findings.map( ( finding ) => h( Finding, { key: key( report, finding ), report, finding } ) ) ),
			hidden > 0 && h( 'p', { className: 'hc-quiet' }, sprintf( /* translators: %d: number */ _n( '%d finding accepted.', '%d findings accepted.', hidden, 'headline-checker' ), hidden ) )
		);
	}

	function summary( now ) {
		if ( now.busy && ! now.reports.length ) {
			return __( 'Checking …', 'headline-checker' );
		}
		const errors = count( 'error' );
		const warnings = count( 'warning' );
		if ( ! errors && ! warnings ) {
			return __( 'No findings. No finding is no proof.', 'headline-checker' );
		}
		return [
			errors && sprintf( /* translators: %d: number */ _n( '%d error', '%d errors', errors, 'headline-checker' ), errors ),
			warnings && sprintf( /* translators: %d: number */ _n( '%d warning', '%d warnings', warnings, 'headline-checker' ), warnings ),
		].filter( Boolean ).join( ', ' );
	}

	function Checker() {
		const now = useChecker();
		const blocked = settings.block && now.available && count( 'error' ) > 0;
		return h( 'div', { className: 'hc' },
			! now.available && h( Notice, { status: 'warning', isDismissible: false, actions: [ { label: __( 'Try again', 'headline-checker' ), onClick: again } ] },
				shown( now.message ) + ' ' + __( 'You can publish all the same.', 'headline-checker' ) ),
			now.available && now.message && h( 'p', {}, shown( now.message ) ),
			blocked && h( Notice, { status: 'error', isDismissible: false }, __( 'This site asks for errors to be mended or accepted before publishing.', 'headline-checker' ) ),
			h( 'p', { className: 'hc-summary', role: 'status' }, now.busy && h( Spinner ), now.available && ! now.message ? summary( now ) : '' ),
			h( 'div', { className: now.busy ? 'hc-stale' : '' }, now.reports.map( ( report ) => h( HeadlineReport, { key: report.article.name, report } ) ) )
		);
	}

	const icon = h( 'svg', { xmlns: 'http://www.w3.org/2000/svg', viewBox: '0 0 24 24', width: 24, height: 24 },
		h( 'path', { d: 'M4 6h16v2H4zM4 11h10v2H4z' } ), h( 'path', { d: 'M4 18q2-3 4 0t4 0 4 0 4 0', fill: 'none', stroke: 'currentColor', strokeWidth: 1.8 } ) );

	wp.plugins.registerPlugin( 'headline-checker', {
		icon,
		render: () => h( Fragment, {},
			settings.block && h( Watcher ),
			h( PluginPrePublishPanel, { title: __( 'Headline checker', 'headline-checker' ), icon, initialOpen: true, className: 'hc-panel' }, h( Checker ) ),
			h( PluginSidebarMoreMenuItem, { target: 'headline-checker', icon }, __( 'Headline checker', 'headline-checker' ) ),
			h( PluginSidebar, { name: 'headline-checker', title: __( 'Headline checker', 'headline-checker' ), icon },
				h( Panel, {}, h( PanelBody, {}, h( Checker ) ) ) )
		),
	} );
} )( window.wp );
