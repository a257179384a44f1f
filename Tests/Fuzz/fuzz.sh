#!/bin/bash
# Fuzzes every target, or those named, for so many seconds each: fuzz.sh SECONDS [TARGET...]
# Seeds come from the tests' cases and the shipped data. What is found is left in Tests/Fuzz/Corpus/TARGET, where the test
# FuzzCorpusTests reads it; exit 1 where anything was.
set -u
cd "$(dirname "$0")/../.."
seconds=$1; shift
fuzz=.build-fuzz/release/fuzz
work=Output/fuzz
targets=${*:-jsonl json csv tsv text html warc mediawiki lexis factiva auto lexicon dictionaries pipeline actors petrarch wikidata languages \
  transliterations calibration segmentation analysis}

# seed TARGET NAME: stdin, behind a byte that chooses the options, as a seed of a dump's target.
seed() { mkdir -p "$work/seeds/$1"; { printf 0; cat; } > "$work/seeds/$1/$2"; }
# plain TARGET NAME: the same without that byte.
plain() { mkdir -p "$work/seeds/$1"; cat > "$work/seeds/$1/$2"; }

rm -rf "$work/seeds"
head -n 2 Pipelines/samples/articles.jsonl | cut -c 1-1500 | seed jsonl cut
printf '{"id":1,"date":"22.02.2021","text":"Путин \\ud83d\\ude00 &amp; \\n"}\r\n\n{"text":' | seed jsonl short
printf '[{"id":1,"text":"a"},\n{"text":"b",\n"meta":{"x":[1,{}]}}]' | seed json array
printf 'id,text,date\r\n1,"a, ""b""\r\nc",2021-02-22\r\n2,d,\r\n3,"open\r\n' | seed csv quotes
printf 'sep=;\nid;text\n1;"a;b"\n' | seed csv sep
printf 'id\ttext\n1\t"a\tb"\n2\tc\n' | seed tsv tabs
printf 'A title\n\nSome text.\nMore of it.\n' | seed text lines
printf '<!DOCTYPE html><html lang=en><head><title>T</title><meta property="og:title" content="T"><meta charset=utf-8>
</head><body><nav><a href=/>x</a></nav><article><h1>T</h1><p>A text that is long enough, &amp; more.<br>A line.</p>
<div class=related hidden><p>Read also this long text.</p></div></article><script>var a = "</p>"</script>' | seed html page
page='HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n2a\r\n<html><p>A text that is long enough, yes.\r\n0\r\n'
{ printf 'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <http://a/>\r\nContent-Type: application/http\r\n'
  printf 'Content-Length: %d\r\n\r\n' "$(printf "$page" | wc -c)"; printf "$page"; printf '\r\n\r\n'
  printf 'WARC/1.0\r\nWARC-Type: request\r\nContent-Length: 2\r\n\r\nab\r\n\r\n'; } | seed warc chunked
printf '<mediawiki><page><title>T</title><ns>0</ns><id>1</id><revision><timestamp>2021-02-22T10:00:00Z</timestamp><text>
%s</text></revision></page><page><redirect/></page></mediawiki>' \
  "{{Box|a={{b}}}}'''T''' is [[A|a [[B]]]] of [http://x y].&lt;ref name=a&gt;z&lt;/ref&gt;
== Head ==
* item [[File:a|b]]
{| class
|}__NOTOC__&lt;!-- c --&gt;" | seed mediawiki wikitext
for n in 1 2; do printf '   %d of 2 DOCUMENTS\n\n   The Daily\n   February 22, 2021 Monday\n\nA title\n\nBYLINE: A\n\nLENGTH: 9 words\n\nA text.\n\nLOAD-DATE: February 23, 2021\n\nLANGUAGE: ENGLISH\n\n\n' $n
done | seed lexis old
printf 'A title\nThe Daily\nFebruary 22, 2021\n\nLength: 9 words\nByline: A\n\nBody\n\nA text.\n\nLoad-Date: February 23, 2021\n\nEnd of Document\n' | seed lexis uni
printf 'HD\tA title\nWC\t9 words\nPD\t22 February 2021\nSN\tThe Daily\nLA\tEnglish\nTD\nA text.\n\nAN\tDocument DAILY00020210222eh2m0001x\n\nSearch Summary\n' | seed factiva codes
printf 'A title\n9 words\n22 February 2021\nThe Daily\nEnglish\n(c) 2021\n\nA text.\n\nDocument DAILY00020210222eh2m0001x\n' | seed factiva plain
for target in jsonl csv html warc mediawiki lexis factiva; do
  for file in "$work/seeds/$target"/*; do
    tail -c +2 "$file" | seed auto "$target"
    for tool in gzip bzip2 xz zstd; do
      command -v $tool > /dev/null && tail -c +2 "$file" | $tool -c | seed auto "$target.$tool"
    done
    tail -c +2 "$file" | iconv -t UTF-16 | seed auto "$target.utf16"
  done
done
for file in Pipelines/*.yaml; do plain pipeline "$(basename "$file")" < "$file"; done
for file in Tests/EndToEnd/Home/Lexicons/actors/*.yaml Lexicons/actors/nato.yaml; do
  head -c 3000 "$file" | plain actors "$(basename "$file")"
done
head -n 40 Tests/EndToEnd/Cases/actors/table-registry/people.tsv | plain actors table
plain petrarch quirks < Tests/EndToEnd/Cases/actors/import-petrarch/ruritania.actors.txt
plain wikidata query < Tests/EndToEnd/Cases/actors/import-wikidata-query/query.json
plain wikidata items < Tests/EndToEnd/Cases/actors/import-wikidata-items/items.json
for file in Lexicons/*/*.tsv; do head -n 24 "$file" | plain lexicon "$(tr / - <<< "${file#Lexicons/}")"; done
for file in Tests/EndToEnd/Cases/lexicon/*/dictionary*; do plain dictionaries "$(basename "$file")" < "$file"; done
head -n 24 Lexicons/languages.tsv | cut -c 1-200 | plain languages some
head -n 40 Lexicons/transliterations.tsv | plain transliterations some
# All of a calibration but most of its words.
if command -v jq > /dev/null; then
  jq -c '.induced[] |= (to_entries[:2] | from_entries) | .words[] |= (to_entries[:2] | from_entries)
    | .semantic |= (to_entries[:2] | from_entries)' Lexicons/ru/calibration.json | plain calibration small
fi
number=0
cut -f 3 Tests/EndToEnd/Challenge/*.tsv | tr -d '[]' | tail -n +2 | head -n 150 | while read -r line; do
  number=$((number + 1))
  plain segmentation $number <<< "$line"
  plain analysis $number <<< "$line"
done

failed=0
for target in $targets; do
  mkdir -p "$work/found/$target" "$work/seeds/$target" "Tests/Fuzz/Corpus/$target"
  longest=4096; [ "$target" = calibration ] && longest=40000
  # Swift's own report of a crash would come before libFuzzer could write down its input.
  SWIFT_BACKTRACE=enable=no RHETOR_FUZZ_TARGET=$target $fuzz -max_total_time="$seconds" -max_len=$longest -timeout=10 -rss_limit_mb=2048 \
    -artifact_prefix="Tests/Fuzz/Corpus/$target/" -print_final_stats=1 -verbosity=1 \
    "$work/found/$target" "$work/seeds/$target" "Tests/Fuzz/Corpus/$target" > "$work/$target.log" 2>&1
  code=$?
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$work/$target.log")
  slowest=$(sed -n 's/^stat::slowest_unit_time_sec: *//p' "$work/$target.log")
  echo "$target: ${runs:-?} runs in $seconds s, the slowest ${slowest:-?} s, exit $code"
  [ $code = 0 ] || { failed=1; tail -n 30 "$work/$target.log"; }
  rmdir "Tests/Fuzz/Corpus/$target" 2> /dev/null
done
exit $failed
