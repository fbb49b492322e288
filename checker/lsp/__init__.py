"""The language server: what the checker says of a headline, in an editor, as one types. Needs the extra ``lsp``."""
