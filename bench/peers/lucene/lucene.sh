#!/usr/bin/env bash
# lucene.sh FOLDER QUESTIONS: compiles the peer against Debian's Lucene and lets it answer. One thread searches.
set -euo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
folder=$1 questions=$2
jars=$(ls /usr/share/java/lucene-core-8*.jar | tail -1)
rm -rf "$folder/lucene" "$folder/lucene-classes"
mkdir -p "$folder/lucene-classes"
javac -cp "$jars" -d "$folder/lucene-classes" "$here"/*.java
exec java -Xms2g -Xmx4g -XX:+UseSerialGC -cp "$jars:$folder/lucene-classes" LucenePeer "$folder" "$questions"
