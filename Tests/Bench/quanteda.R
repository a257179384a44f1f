# Seconds that quanteda takes over the texts of a JSONL file: tokens and lookup of the words of a table.
# Rscript quanteda.R FILE.jsonl VALENCE.tsv
if (!requireNamespace("quanteda", quietly = TRUE) || !requireNamespace("jsonlite", quietly = TRUE)) quit(status = 69)
paths <- commandArgs(trailingOnly = TRUE)
texts <- jsonlite::stream_in(file(paths[1]), verbose = FALSE)$text
terms <- read.delim(paths[2], comment.char = "#", quote = "")$term
dictionary <- quanteda::dictionary(list(valence = terms))
begin <- Sys.time()
invisible(quanteda::tokens_lookup(quanteda::tokens(texts), dictionary))
cat(as.numeric(difftime(Sys.time(), begin, units = "secs")), "\n")
