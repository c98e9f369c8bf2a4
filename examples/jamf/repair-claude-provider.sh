#!/bin/sh
# Jamf policy script: puts Claude Desktop's provider right for the user who is signed in. A second run changes nothing.
# Jamf hands over the mount point, the computer's name and the user's name. Parameter 4 (optional): a provider's id to switch to.
# Exit code 0: all is well now. 1: something is left, and the last line says what. Schedule it at login or on recurring check-in.
user="$3"
provider="$4"
PATH="$PATH:/usr/local/bin:/opt/homebrew/bin"
if [ -z "$user" ]; then
    echo "ClaudeDesktop: nobody is signed in, so there is nothing to repair."
    exit 0
fi
if ! command -v pwsh >/dev/null 2>&1; then
    echo "ClaudeDesktop: PowerShell is not installed."
    exit 1
fi

# The profile needs a key or a token that only the user can read, in the user's own login.
as_user() {
    if [ "$user" = "$(id -un)" ]; then
        "$@"
    elif command -v launchctl >/dev/null 2>&1; then
        launchctl asuser "$(id -u "$user")" sudo -u "$user" -H "$@"
    else
        sudo -u "$user" -H "$@"
    fi
}

# The id is handed over in a variable, never as a part of the command.
as_user env CLAUDE_PROVIDER="$provider" pwsh -NoProfile -NonInteractive -Command '
    $ErrorActionPreference = "Stop"; $WarningPreference = "SilentlyContinue"; $ConfirmPreference = "None"
    try {
        Import-Module ClaudeDesktop
        $provider = $env:CLAUDE_PROVIDER
        if ($provider -and (Get-CDProvider -Active).Id -ne $provider) { $null = Enable-CDProvider -Id $provider }
        $results = @(Repair-CDProfile)
    }
    catch { "ClaudeDesktop: not repaired: $_"; exit 1 }
    $left = @($results | Where-Object { $_.Outcome -like "Not*" -and $_.Severity -eq "Error" })
    $repaired = @($results | Where-Object Outcome -EQ Repaired | ForEach-Object Code)
    if ($left) { "ClaudeDesktop: left: $(($left | ForEach-Object { "$($_.Code) - $($_.RecommendedAction)" }) -join "; ")"; exit 1 }
    if ($repaired) { "ClaudeDesktop: repaired $($repaired -join ", ")" } else { "ClaudeDesktop: healthy" }'
