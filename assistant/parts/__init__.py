"""Parts: questions that need several pieces of evidence, taken apart and each part asked by itself."""
