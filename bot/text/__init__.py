"""Pure text work below the core: words, queries, identity, plain text, likeness, dates and clauses, catalogs."""
