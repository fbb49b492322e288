"""The MCP server: the checker as a tool of programs that write headlines. Needs the extra ``mcp``."""
