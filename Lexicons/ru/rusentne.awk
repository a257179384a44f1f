# Turns RuSentNE's table (sentence, entity, tag, start, end, label) into lines that `rhetor calibrate` reads.
# Mentions of one sentence share the first part of their ids, so that cross-validation keeps them together.
BEGIN { FS = "\t" }
NR > 1 {
  if (!($1 in sentence)) sentence[$1] = ++sentences
  text = $1
  gsub(/\\/, "\\\\", text)
  gsub(/"/, "\\\"", text)
  printf "{\"id\":\"%d_%d\",\"language\":\"ru\",\"text\":\"%s\",\"from\":%d,\"to\":%d,\"polarity\":%d}\n", \
    sentence[$1], ++mentions[$1], text, $4, $5, $6
}
