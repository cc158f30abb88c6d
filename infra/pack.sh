#!/usr/bin/env bash
# Makes the package of the function app, with sync definitions of your own in it. Works without the rest of the project, given a
# package of a release.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/.." && pwd)"
packaged="$root/functions/target/azure-functions/fides"
# Entries have one date, so that the same content makes the same package.
entry_date=2026-01-01T00:00:00Z

syncs='' package='' output=fides.zip
jars=()

usage() {
  cat <<'USAGE'
usage: setup.sh pack [options]

  --syncs DIR    folder of sync definitions, with mappings and schemas beside them, that becomes part of the package
  --jar FILE     a jar for the class path of the app, such as stores or mappers of your own; may be repeated
  --package ZIP  add to this package, such as that of a release, instead of building one
  --output ZIP   the package to make (fides.zip)
USAGE
}

fail() { printf 'pack: %s\n' "$*" >&2; exit 1; }
misuse() { printf 'pack: %s\n\n' "$*" >&2; usage >&2; exit 2; }

parse_arguments() {
  while [ $# -gt 0 ]; do
    case "$1" in
      -h | --help) usage; exit 0 ;;
      --syncs | --jar | --package | --output) if [ $# -lt 2 ] || [ -z "$2" ]; then misuse "$1 needs a value"; fi ;;
      *) misuse "unknown argument: $1" ;;
    esac
    case "$1" in
      --syncs) syncs="$2" ;;
      --jar) jars+=("$2") ;;
      --package) package="$2" ;;
      --output) output="$2" ;;
    esac
    shift 2
  done
}

check_arguments() {
  [ -z "$package" ] || [ -f "$package" ] || misuse "there is no package $package"
  local file
  for file in ${jars[@]+"${jars[@]}"}; do
    [ -f "$file" ] || misuse "there is no jar $file"
  done
  if [ -n "$syncs" ]; then
    [ -d "$syncs" ] || misuse "there is no folder $syncs"
    # An app without definitions would look healthy and do nothing.
    [ -n "$(find "$syncs" -maxdepth 1 -type f \( -name '*.yaml' -o -name '*.yml' \) ! -name '.*' -print)" ] ||
      misuse "there is no sync definition (*.yaml) in $syncs"
  fi
  [ -d "$(dirname "$output")" ] || misuse "there is no folder for $output"
}

check_tools() {
  jar="${JAVA_HOME:+$JAVA_HOME/bin/}jar"
  command -v "$jar" >/dev/null || fail "there is no $jar; a JDK 17 is needed to make the package"
}

# Puts the files of a folder into an archive: update or create, archive, folder. Names may have blanks.
archive() {
  (cd "$3" && find . -type f | sed 's|^\./||; s|.*|"&"|' | sort >"$stage/list")
  (cd "$3" && "$jar" "--$1" --no-manifest --date="$entry_date" --file "$2" "@$stage/list")
}

# The file must hold the package's contents, not its folder: function.json files one level down.
base_package() {
  if [ -n "$package" ]; then
    cp "$package" "$stage/fides.zip"
    return
  fi
  (cd "$root" && ./mvnw -q -B -pl functions -am package -DskipTests) >&2
  [ -f "$packaged/host.json" ] || fail "the build left no package in $packaged"
  cp -R "$packaged" "$stage/app"
  # Settings of this machine stay on this machine.
  rm -f "$stage/app/local.settings.json"
  archive create "$stage/fides.zip" "$stage/app"
}

# Definitions travel as a jar: the folder syncs/ of the class path is where the app looks for them unless FIDES_SYNCS names another.
add_own() {
  mkdir -p "$stage/more/lib"
  if [ -n "$syncs" ]; then
    mkdir -p "$stage/definitions/syncs"
    cp -R "$syncs/." "$stage/definitions/syncs"
    find "$stage/definitions/syncs" -mindepth 1 -name '.*' -prune -exec rm -rf {} +
    rm -f "$stage/definitions/syncs/local.settings.json"
    # The whole folder: a class loader finds a folder of a jar by its entry.
    "$jar" --create --no-manifest --date="$entry_date" --file "$stage/more/lib/fides-syncs.jar" -C "$stage/definitions" syncs
  fi
  local file
  for file in ${jars[@]+"${jars[@]}"}; do
    cp "$file" "$stage/more/lib/"
  done
  if [ -n "$(find "$stage/more/lib" -type f -print)" ]; then
    archive update "$stage/fides.zip" "$stage/more"
  fi
}

main() {
  parse_arguments "$@"
  check_arguments
  check_tools
  stage="$(mktemp -d)"
  trap 'rm -rf "$stage"' EXIT
  base_package
  add_own
  # Only a whole package gets the name.
  mv -f "$stage/fides.zip" "$output"
  printf 'package: %s\n' "$output"
}

main "$@"
