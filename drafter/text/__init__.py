"""What any text is, in any language: folded forms with exact offsets, sentences, clauses, the language it is written in."""
