"""Pure text work below the core: folding, the query language, identity, plain text from markup."""
