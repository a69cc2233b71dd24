"""What is known of English and Spanish: cue words, verb forms and who owns what. Data and small readers, pure."""
