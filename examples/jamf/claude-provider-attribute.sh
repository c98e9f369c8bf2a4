#!/bin/sh
# Jamf extension attribute: is Claude Desktop set up with its provider, for every user of this Mac?
# Runs as root, needs nobody's secrets, changes nothing. Needs PowerShell 7.4 or newer and the ClaudeDesktop module installed for all users.
PATH="$PATH:/usr/local/bin:/opt/homebrew/bin"
if ! command -v pwsh >/dev/null 2>&1; then
    echo "<result>not tested: PowerShell is not installed</result>"
    exit 0
fi
# An attribute is text in XML.
said=$(pwsh -NoProfile -NonInteractive -Command '
    $ErrorActionPreference = "Stop"; $WarningPreference = "SilentlyContinue"
    try {
        Import-Module ClaudeDesktop
        $wrong = @(Test-CDProfile -AllUsers | Where-Object Severity -EQ Error | ForEach-Object { "$($_.Code) ($(Split-Path -Leaf $_.UserProfilePath))" })
        if ($wrong) { $wrong -join ", " } else { "healthy" }
    }
    catch { "not tested: $_" }' 2>/dev/null | tr '\n' ' ' | sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' -e 's/>/\&gt;/g' -e 's/ *$//')
echo "<result>${said:-not tested: PowerShell said nothing}</result>"
