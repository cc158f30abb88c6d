#!/usr/bin/env bash
# Sets the project up and runs it; `./setup.sh help` tells the commands.
set -euo pipefail

home="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
needed_java=17
stamp="$home/target/built"
build_log="$home/target/build.log"

usage() {
  cat <<'USAGE'
usage: ./setup.sh [COMMAND]; each COMMAND tells more with --help

  (none)                 check what is needed, make local.settings.json, build
  demo                   everything on this machine: two imports of real data
  start                  the app with local Service Bus and Cosmos DB endpoints

a definition, before it runs:
  init NAME --host URL   writes a first one, from a page or an OpenAPI file
  check [NAME]           all faults by line and column; --connect calls services
  preview NAME KEY       what would become of a record, and what differs

an app that runs, on this machine or at FIDES_URL:
  status [SYNC]          how all syncs stand, or one in detail
  import SYNC            publishes what has changed; --wait shows how far it is
  reimport, plan, verify, clean-up SYNC
                         the other runs, started in the same way
  runs SYNC              its runs, newest first
  follow RUN             shows how far a run is until it ends
  approve RUN            releases the deletes that it holds
  cancel RUN             stops it
  explain SYNC KEY       why a record is as it is
  refresh SYNC KEY       looks at it again now
  parked SYNC            records that are parked, with the reason
  retry SYNC             tries them again
  pause, resume SYNC     stops a sync without losing anything; lets it go on

for whoever changes or deploys Fides:
  test                   everything that CI runs
  bench                  figures: imports, memory, latency, rates, cold starts
  chaos                  everything fails at random under load; then it checks
  pack --syncs DIR       the package of the app with your sync definitions
  deploy                 to Azure
  completion             for bash: source <(./setup.sh completion)
  help                   this text

environment:
  FIDES_SYNCS            folder of sync definitions
  FIDES_URL, FIDES_KEY   the app that is asked, and its function key
  FIDES_HTTP_PORT        7071, the app on this machine
  FIDES_SERVICEBUS_PORT  5672, Service Bus     FIDES_DEMO_HOST_PORT    7081
  FIDES_COSMOS_PORT      8081, Cosmos DB       FIDES_DEMO_TARGET_PORT  7082
  FIDES_TELEMETRY_PORT   7083, the collector of telemetry
  FIDES_SERVICEBUS_CONFIG
                         queues and topics (infra/local/Config.json)
USAGE
}

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "fides: $*"
  exit 1
}

# The JDK that both Maven and the launcher use: JAVA_HOME if set, else the first one on the PATH.
java_command() {
  if [[ -n "${JAVA_HOME:-}" ]]; then
    printf '%s/bin/%s' "$JAVA_HOME" "$1"
  else
    command -v "$1" || true
  fi
}

check_java() {
  java="$(java_command java)"
  [[ -n "$java" && -x "$java" ]] ||
    fail "no Java found${JAVA_HOME:+ in JAVA_HOME ($JAVA_HOME)}. A JDK $needed_java or newer is needed."
  local version major
  version="$("$java" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p' | head -n 1)"
  major="${version#1.}" # Java 8 calls itself 1.8.
  major="${major%%[.+-]*}"
  [[ "$major" =~ ^[0-9]+$ ]] || fail "cannot tell the version of $java."
  ((major >= needed_java)) || fail "found Java $version ($java), but a JDK $needed_java or newer is needed."
  local compiler
  compiler="$(java_command javac)"
  [[ -n "$compiler" && -x "$compiler" ]] ||
    fail "found Java $version ($java) without a compiler. A JDK $needed_java or newer is needed, not only a runtime."
}

check_git() {
  command -v git >/dev/null || say "note: git is not there; building and running work without it."
}

make_settings() {
  if [[ ! -e "$home/local.settings.json" ]]; then
    cp "$home/local.settings.json.example" "$home/local.settings.json"
    say "Made local.settings.json from local.settings.json.example."
  fi
}

is_built() {
  [[ -e "$stamp" && -e "$home/functions/target/azure-functions/fides/host.json" && -d "$home/local/target/lib" &&
    -d "$home/cli/target/lib" ]] &&
    [[ -z "$(cd "$home" && find pom.xml host.json local.settings.json.example .mvn \
      {api,testkit,samples/sql-target,local,shared,functions,cli}/{pom.xml,src/main} -newer "$stamp" -print -quit)" ]]
}

build() {
  mkdir -p "$home/target"
  # Two commands that start at once must not do this at once.
  if command -v flock >/dev/null; then
    exec 9>"$home/target/lock"
    flock 9
  fi
  make_settings
  if ! is_built; then
    touch "$stamp.new"
    build_packages || fail "the build failed; see above, and $build_log."
    # What was changed while building counts as newer.
    mv "$stamp.new" "$stamp"
  fi
  exec 9>&-
}

# Maven's own output goes to a file; what it is doing is said here, since the first time takes minutes.
build_packages() {
  local line status
  say "Building; the first time also fetches libraries, which takes some minutes. All output: $build_log"
  (cd "$home" && ./mvnw -B -Dmaven.test.skip=true -Dspotless.check.skip=true package 2>&1) | tee "$build_log" |
    while IFS= read -r line; do build_line "$line"; done
  status="${PIPESTATUS[0]}"
  build_progress_ends
  if ((status == 130)); then
    say "Stopped."
    exit 130
  fi
  return "$status"
}

building="" fetched=0
build_line() {
  case "$1" in
  *'[INFO] Building Fides'*'['*/*']') building="$(sed -E 's/.*Building (.*) [^ ]+ +\[([0-9/]+)\].*/\2 \1/' <<<"$1")" ;;
  *Downloaded\ from\ *) ((fetched += 1)) ;;
  *'[ERROR]'*)
    build_progress_ends
    say "$1"
    return
    ;;
  *) return ;;
  esac
  build_progress
}

# In its place on a terminal; elsewhere a line for each module.
build_progress() {
  local text="${building:-preparing}"
  ((fetched == 0)) || text+=", $fetched files fetched"
  text+=", $SECONDS s"
  if [[ -t 2 ]]; then
    local columns
    columns="$(stty size 2>/dev/null </dev/tty | cut -d' ' -f2)"
    printf '\r\033[K%s' "${text:0:$((${columns:-80} > 1 ? ${columns:-80} - 1 : 79))}" >&2
  elif [[ "$building" != "${shown:-}" ]]; then
    say "  $text"
    shown="$building"
  fi
}

build_progress_ends() {
  if [[ -t 2 ]]; then printf '\r\033[K' >&2; fi
}

prepare() {
  check_java
  check_git
  build
}

# Replaces this shell, so that signals reach the launcher itself.
launch() {
  local heap="$1"
  shift
  exec "${launcher[@]}" "-Xmx$heap" "${properties[@]}" dev.fides.local.Main "$@"
}

prepare_launch() {
  prepare
  launcher=("$java")
  # A shell script that starts a command in the background makes it ignore Ctrl+C, which a JVM cannot undo.
  if env --default-signal=INT true 2>/dev/null; then
    launcher=(env --default-signal=INT "$java")
  fi
  properties=(-XX:+UseSerialGC -Dsun.net.httpserver.nodelay=true "-Dfides.home=$home"
    -cp "$home/local/target/classes:$home/local/target/lib/*")
  if [[ -t 1 ]]; then
    properties+=(-Dfides.terminal=true)
  fi
}

# What starts nothing. The class path is that of the packaged app: what is checked is what would run.
ask() {
  prepare
  local app="$home/functions/target/azure-functions/fides" here=()
  if [[ -t 0 ]]; then here+=(-Dfides.keyboard=true); fi
  if [[ -t 1 ]]; then here+=(-Dfides.terminal=true); fi
  exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto ${here[@]+"${here[@]}"} \
    "-Dfides.home=$home" -Dlogback.configurationFile=commands-logback.xml \
    -cp "$home/cli/target/classes:$home/cli/target/lib/*:$home/local/target/classes:$app/*:$app/lib/*" dev.fides.cli.Main "$@"
}

start() {
  prepare_launch
  local func azurite
  func="$(command -v func || true)"
  azurite="$(command -v azurite || true)"
  properties+=(${func:+"-Dfides.func=$func"} ${azurite:+"-Dfides.azurite=$azurite"})
  launch 512m start "$@"
}

# Each size in a process of its own; with ten times the records the local Cosmos DB endpoint needs a larger heap.
bench() {
  prepare_launch
  if (($#)); then
    launch 512m bench "$@"
  fi
  (launch 512m bench 1)
  (launch 3g bench 10)
  (launch 512m bench rate)
}

# What tests need of the npm registry. No script of a package is run: nothing of it has to be compiled or downloaded.
install_node_packages() {
  local folder="$1"
  (cd "$home/$folder" && npm ci --ignore-scripts --no-audit --no-fund) && return
  [[ -z "${CI:-}" ]] || fail "npm could not install what $folder needs; see above."
  say "note: npm could not install what $folder needs (see above); what is tested with it is left out."
  return 1
}

# The servers for the samples that Maven Central has are a profile, so that nobody else has to fetch them.
servers_of_maven() {
  (cd "$home" && ./mvnw -q -B -ntp -Preal-services -pl samples/java-servers compile) && return
  [[ -z "${CI:-}" ]] || fail "Maven could not build samples/java-servers; see above."
  say "note: Maven could not fetch the servers for some samples (see above); these samples are not run."
  return 1
}

# The checks of infra/ and the servers for the samples are installed first: tests of the app run the queries' check on the
# telemetry they caught, and the samples on those servers. Those of local/ come last: they start the endpoints from what the
# build has packaged.
run_tests() {
  check_java
  local verify=(./mvnw -B -ntp verify)
  if servers_of_maven; then verify+=(-Preal-services); fi
  if ! command -v npm >/dev/null; then
    [[ -z "${CI:-}" ]] || fail "Node.js 20 or newer is needed to check infra/, the samples and the local endpoints."
    (cd "$home" && "${verify[@]}")
    say "note: infra/, samples with servers from the npm registry, and the local endpoints with Microsoft's clients for" \
      "JavaScript were not checked, since that needs Node.js 20 or newer (https://nodejs.org)."
    return
  fi
  local infra=true
  install_node_packages infra/check || infra=false
  install_node_packages samples/servers || true
  (cd "$home" && "${verify[@]}")
  if $infra; then (cd "$home/infra/check" && npm run check && npm test); fi
  if install_node_packages local/check; then (cd "$home/local/check" && npm test); fi
}

main() {
  local command="${1:-}"
  (($# == 0)) || shift
  case "$command" in
  '')
    prepare
    say "Ready. Next: ./setup.sh demo"
    ;;
  check | preview | init | status | import | reimport | plan | verify | clean-up | runs | follow | approve | cancel | \
    explain | refresh | parked | retry | pause | resume | completion) ask "$command" "$@" ;;
  demo | chaos)
    prepare_launch
    launch 512m "$command" "$@"
    ;;
  start) start "$@" ;;
  bench) bench "$@" ;;
  test) run_tests ;;
  pack) exec "$home/infra/pack.sh" "$@" ;;
  deploy) exec "$home/infra/deploy.sh" "$@" ;;
  help | -h | --help) usage ;;
  *)
    say "fides: there is no command '$command' (help: ./setup.sh help)"
    exit 2
    ;;
  esac
}

main "$@"
