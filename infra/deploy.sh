#!/usr/bin/env bash
# Puts Fides on Azure: builds it, deploys infra/main.bicep, publishes the package, waits until it is healthy.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
deployment=fides
health_timeout="${FIDES_HEALTH_TIMEOUT_SECONDS:-600}"
retry_pause="${FIDES_RETRY_SECONDS:-30}"

resource_group='' location='' plan=flex environment='' parameter_file='' package='' syncs='' topic_id=''
what_if=false publish_only=false subscribe_only=false
overrides=()

usage() {
  cat <<'USAGE'
usage: setup.sh deploy --resource-group G --location L [options]

  --resource-group G     resource group; made when there is none
  --location L           Azure region, such as westeurope
  --plan flex|premium    hosting plan (flex)
  --environment NAME     name of the environment, part of what decides all names (name of the resource group)
  --parameters FILE      JSON parameter file for infra/main.bicep
  --set NAME=VALUE       one parameter of infra/main.bicep; may be repeated
  --event-grid-topic ID  resource id of an Event Grid topic to subscribe to, once the app is healthy
  --package ZIP          publish this package instead of building one (this is how to roll back)
  --syncs DIR            folder of sync definitions that becomes part of the package; see setup.sh pack --help
  --publish-only         leave the resources as they are
  --subscribe-only       only subscribe to the topic; with azd, whose hook runs this, the outputs of the deployment are in the environment
  --what-if              show what would change, and change nothing
USAGE
}

say() { printf '==> %s\n' "$*"; }
fail() { printf 'deploy: %s\n' "$*" >&2; exit 1; }
misuse() { printf 'deploy: %s\n\n' "$*" >&2; usage >&2; exit 2; }

parse_arguments() {
  while [ $# -gt 0 ]; do
    case "$1" in
      --what-if) what_if=true; shift; continue ;;
      --publish-only) publish_only=true; shift; continue ;;
      --subscribe-only) subscribe_only=true; shift; continue ;;
      -h | --help) usage; exit 0 ;;
      --resource-group | --location | --plan | --environment | --parameters | --set | --event-grid-topic | --package | --syncs)
        if [ $# -lt 2 ] || [ -z "$2" ]; then misuse "$1 needs a value"; fi ;;
      *) misuse "unknown argument: $1" ;;
    esac
    case "$1" in
      --resource-group) resource_group="$2" ;;
      --location) location="$2" ;;
      --plan) plan="$2" ;;
      --environment) environment="$2" ;;
      --parameters) parameter_file="$2" ;;
      --set) overrides+=("$2") ;;
      --event-grid-topic) topic_id="$2" ;;
      --package) package="$2" ;;
      --syncs) syncs="$2" ;;
    esac
    shift 2
  done
}

check_arguments() {
  [ -n "$resource_group" ] || misuse '--resource-group is missing'
  [ -n "$location" ] || $publish_only || $subscribe_only || misuse '--location is missing'
  case "$plan" in flex | premium) ;; *) misuse "--plan must be flex or premium, not $plan" ;; esac
  if $what_if && $publish_only; then misuse '--what-if and --publish-only exclude each other'; fi
  if $subscribe_only && { $what_if || $publish_only; }; then misuse '--subscribe-only excludes --what-if and --publish-only'; fi
  if $subscribe_only && [ -z "$topic_id" ]; then misuse '--subscribe-only needs --event-grid-topic'; fi
  [ -z "$parameter_file" ] || [ -f "$parameter_file" ] || misuse "there is no parameter file $parameter_file"
  [ -z "$package" ] || [ -f "$package" ] || misuse "there is no package $package"
  [ -z "$syncs" ] || [ -d "$syncs" ] || misuse "there is no folder $syncs"
  local override
  for override in ${overrides[@]+"${overrides[@]}"}; do
    case "$override" in ?*=*) ;; *) misuse "--set takes NAME=VALUE, not $override" ;; esac
  done
  if [ -n "$topic_id" ] &&
    ! [[ "$topic_id" =~ ^/subscriptions/[^/]+/resource[gG]roups/[^/]+/providers/[mM]icrosoft\.[eE]vent[gG]rid/([tT]opics|[sS]ystem[tT]opics)/[^/]+$ ]]; then
    misuse "--event-grid-topic takes the resource id of a topic or system topic, not $topic_id"
  fi
}

check_tools() {
  command -v az >/dev/null || fail 'the Azure CLI (az) is not on the path; see https://aka.ms/azure-cli'
  command -v curl >/dev/null || fail 'curl is not on the path'
  local account
  account="$(az account show --query name --output tsv 2>/dev/null)" ||
    fail 'az is not logged in: run "az login", and "az account set --subscription NAME" if there are several'
  say "subscription: $account"
}

build_package() {
  if [ -n "$package" ] && [ -z "$syncs" ]; then return; fi
  say 'making the package'
  local version made
  version="$(git -C "$root" rev-parse --short HEAD 2>/dev/null || date -u +%Y%m%d%H%M%S)"
  made="$root/functions/target/fides-$version.zip"
  mkdir -p "$(dirname "$made")"
  "$root/infra/pack.sh" --output "$made" ${syncs:+--syncs "$syncs"} ${package:+--package "$package"} >/dev/null
  package="$made"
  say "package: $package"
}

ensure_group() {
  if [ "$(az group exists --name "$resource_group")" = true ]; then return; fi
  if $what_if; then
    fail "there is no resource group $resource_group, so everything would be new; make it to see what: az group create --name $resource_group --location $location"
  fi
  say "making resource group $resource_group in $location"
  az group create --name "$resource_group" --location "$location" --output none
}

deploy_resources() {
  local parameters=("location=$location" "plan=$plan")
  [ -z "$environment" ] || parameters+=("environmentName=$environment")
  [ -z "$parameter_file" ] || parameters=("@$parameter_file" "${parameters[@]}")
  parameters+=(${overrides[@]+"${overrides[@]}"})
  local common=(--name "$deployment" --resource-group "$resource_group"
    --template-file "$root/infra/main.bicep" --parameters "${parameters[@]}")
  if $what_if; then
    say 'what would change'
    az deployment group what-if "${common[@]}"
  else
    say 'deploying resources (some minutes)'
    az deployment group create "${common[@]}" --output none
  fi
}

# The service may hand output names back in another case, so they are compared without it.
output() {
  local value
  if $subscribe_only && [ -n "${!1:-}" ]; then
    printf '%s' "${!1}"
    return
  fi
  value="$(az deployment group show --name "$deployment" --resource-group "$resource_group" \
    --query properties.outputs --output json |
    awk -v name="\"$(printf '%s' "$1" | tr '[:upper:]' '[:lower:]')\":" '
      tolower($1) == name { found = 1 }
      found && $1 == "\"value\":" { sub(/^[^:]*: *"/, ""); sub(/",? *$/, ""); print; exit }')"
  [ -n "$value" ] || fail "deployment $deployment of $resource_group has no output $1; deploy the resources first"
  printf '%s' "$value"
}

# A role that was just given takes a while to be seen everywhere.
with_retries() {
  local attempt
  for attempt in 1 2 3 4 5; do
    if "$@"; then return 0; fi
    [ "$attempt" = 5 ] || { say "not yet; once more in $retry_pause s"; sleep "$retry_pause"; }
  done
  return 1
}

publish() {
  local app="$1"
  say "publishing to $app"
  case "$(output FIDES_PLAN)" in
    flex)
      az functionapp deployment source config-zip --resource-group "$resource_group" --name "$app" --src "$package" --output none ||
        fail "publishing to $app failed" ;;
    premium)
      with_retries az storage blob upload --auth-mode login --account-name "$(output FIDES_STORAGE_ACCOUNT)" \
        --container-name "$(output FIDES_PACKAGE_CONTAINER)" --name "$(output FIDES_PACKAGE_BLOB)" \
        --file "$package" --overwrite --only-show-errors --output none ||
        fail 'uploading the package failed; it needs the role Storage Blob Data Contributor, and with private networking a machine inside the network'
      az functionapp restart --resource-group "$resource_group" --name "$app"
      # Tells the scale controller which triggers the new package has.
      az rest --method post --output none \
        --url "$(az functionapp show --resource-group "$resource_group" --name "$app" --query id --output tsv)/syncfunctiontriggers?api-version=2024-04-01" ;;
  esac
}

wait_for_health() {
  local url="$1/api/health" status=000 deadline=$((SECONDS + health_timeout))
  say "waiting for $url"
  while [ "$SECONDS" -lt "$deadline" ]; do
    status="$(curl --silent --output /dev/null --max-time 30 --write-out '%{http_code}' "$url" || true)"
    if [ "$status" = 200 ]; then return; fi
    sleep 5
  done
  fail "$url still answers $status after $health_timeout s; why it does not start is in the log stream (az webapp log tail --resource-group $resource_group --name $2) and in Application Insights"
}

subscribe_to_topic() {
  if [ -z "$topic_id" ]; then return; fi
  say "subscribing to ${topic_id##*/}"
  [ -n "$(az resource show --ids "$topic_id" --query identity.principalId --output tsv)" ] ||
    fail "the topic ${topic_id##*/} has no system-assigned identity, with which it must deliver; give it one and run this again"
  with_retries az deployment group create --name "$deployment-eventgrid" --resource-group "$resource_group" \
    --template-file "$root/infra/app/eventgrid.bicep" --output none --parameters \
    "topicId=$topic_id" "subscriptionName=$(output FIDES_EVENT_SUBSCRIPTION)" \
    "serviceBusNamespaceName=$(output FIDES_SERVICE_BUS)" "storageAccountName=$(output FIDES_STORAGE_ACCOUNT)" \
    "deadLetterContainerName=$(output FIDES_DEAD_LETTER_CONTAINER)" ||
    fail "the event subscription could not be made; the app runs, and this can be repeated with --subscribe-only"
}

main() {
  parse_arguments "$@"
  check_arguments
  check_tools
  if $what_if; then
    ensure_group
    deploy_resources
    say 'nothing was changed'
    return
  fi
  if $subscribe_only; then
    subscribe_to_topic
    say 'subscribed'
    return
  fi
  build_package
  if ! $publish_only; then
    ensure_group
    deploy_resources
  fi
  local app url
  app="$(output SERVICE_FIDES_NAME)"
  url="$(output FIDES_URL)"
  publish "$app"
  wait_for_health "$url" "$app"
  subscribe_to_topic
  say 'Fides is up'
  cat <<SUMMARY
    health      $url/api/health
    dashboard   $url/api/dashboard
    key         az functionapp keys list --resource-group $resource_group --name $app
    secrets     az keyvault secret set --vault-name $(output FIDES_KEY_VAULT) --name NAME --value VALUE
    telemetry   Application Insights $(output FIDES_APPLICATION_INSIGHTS)
    roll back   setup.sh deploy --resource-group $resource_group --publish-only --package OLDER.zip
SUMMARY
}

main "$@"
