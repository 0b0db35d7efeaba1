#!/bin/sh
# Prints the home of a JDK that can build and run Quoin, or says in one line what is missing.
# Order: JAVA_HOME, the java on PATH, then the folders where package managers and IDEs put JDKs.
# The version is read from the JDK's own "release" file, so that no JVM is started to find out.
#
#   find-jdk.sh         one that has a compiler
#   find-jdk.sh java    one that runs programs is enough
set -u

need=25
tool=${1:-javac}

# major HOME: prints the feature release of the JDK in HOME, or nothing when there is no JDK.
major() {
  [ -x "$1/bin/$tool" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9][0-9]*\).*/\1/p' "$1/release" | head -n 1
}

new_enough() {
  found=$(major "$1")
  [ -n "$found" ] && [ "$found" -ge "$need" ]
}

use() {
  printf '%s\n' "$1"
  exit 0
}

if [ -n "${JAVA_HOME:-}" ] && new_enough "$JAVA_HOME"; then use "$JAVA_HOME"; fi

java=$(command -v java 2>/dev/null) || java=
if [ -n "$java" ]; then
  java=$(readlink -f "$java" 2>/dev/null || printf '%s' "$java")
  home=${java%/bin/java}
  if new_enough "$home"; then use "$home"; fi
fi

# The oldest release that will do wins: it is the one the build is tested with.
best=
best_major=
for home in /usr/lib/jvm/* /opt/* /opt/java/* \
  /Library/Java/JavaVirtualMachines/*/Contents/Home \
  "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* "${HOME:-}"/.jdks/*; do
  new_enough "$home" || continue
  if [ -z "$best" ] || [ "$found" -lt "$best_major" ]; then
    best=$home
    best_major=$found
  fi
done
if [ -n "$best" ]; then use "$best"; fi

echo "no JDK $need or newer found (looked at JAVA_HOME, PATH and the usual folders): install one, or point JAVA_HOME at it" >&2
exit 1
