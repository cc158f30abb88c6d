#!/usr/bin/env bash
# Makes a release: the package of the function app, what is in it, the template that deploys it, checksums, and notes.
#
# usage: infra/release.sh VERSION DOWNLOADS TEMPLATE FOLDER
#   VERSION    the version of the build, such as 0.2.0
#   DOWNLOADS  address of the folder from which the files will be had
#   TEMPLATE   address at which the template will be had by a page in a browser; GitHub's downloads do not allow that
#   FOLDER     made anew: files/ has what is to be downloaded, notes.md says what it is
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
[ $# -eq 4 ] || { sed -n '4,8s/^# //p' "${BASH_SOURCE[0]}" >&2; exit 2; }
version="$1" downloads="${2%/}" template="$3" folder="$4"
package="fides-$version.zip"
parts="fides-$version.cdx.json"

fail() { printf 'release: %s\n' "$*" >&2; exit 1; }

# The first version of the file is the project's own.
project="$(sed -n 's|^  <version>\(.*\)</version>$|\1|p' "$root/pom.xml" | head -n 1)"
[ "$project" = "$version" ] ||
  fail "the build has the version $project, not $version: set it (./mvnw versions:set -DnewVersion=$version), commit, and tag that commit"

rm -rf "$folder"
mkdir -p "$folder/files"
folder="$(cd "$folder" && pwd)"

(cd "$root" && ./mvnw -q -B -ntp -pl functions -am package org.cyclonedx:cyclonedx-maven-plugin:makeBom -DskipTests)
cp "$root/functions/target/bom.json" "$folder/files/$parts"
"$root/infra/pack.sh" --output "$folder/files/$package"
# A list of parts that leaves one out is worse than none.
while read -r checksum jar; do
  grep -q "$checksum" "$folder/files/$parts" || fail "$jar is in $package, and not in $parts"
done < <(cd "$root/functions/target/azure-functions/fides/lib" && sha256sum -- *.jar)

cp "$root/infra/pack.sh" "$folder/files/"
node "$root/infra/check/arm-template.mjs" "$downloads/$package" >"$folder/files/azuredeploy.json"
(cd "$folder/files" && sha256sum -- * >"$folder/SHA256SUMS" && mv "$folder/SHA256SUMS" .)

cat >"$folder/notes.md" <<NOTES
[![Deploy to Azure](https://aka.ms/deploytoazurebutton)](https://portal.azure.com/#create/Microsoft.Template/uri/$(node -p 'encodeURIComponent(process.argv[1])' "$template"))

The button asks for a resource group and deploys everything with the package below, which has no sync definitions yet. How to keep
yours in a repository of your own, and pack them: \`docs/own-repository.md\`.

| file | what it is |
| --- | --- |
| \`$package\` | the function app |
| \`azuredeploy.json\` | the template behind the button: \`infra/main.bicep\`, compiled, with the address of this package |
| \`pack.sh\` | puts sync definitions into a package |
| \`$parts\` | what the package is made of (CycloneDX) |
| \`SHA256SUMS\` | \`sha256sum --check SHA256SUMS\` |
NOTES
printf 'release: %s\n' "$folder"
