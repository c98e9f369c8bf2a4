#!/bin/sh
# For a user's own crontab on Linux or macOS: repairs Claude Desktop's profile where something undid it, and is silent where nothing is wrong,
# so that cron only sends mail when there is something to read.
#
#     */15 * * * * /opt/claude/repair-claude-provider.sh
#
# Exit code 0: all is well now. 1: something is left. cron knows no keyring: where the keys lie in one, it answers only while you are signed in.
# Register-CDGateway -RepairInterval does the same by the system's own means.
PATH="$PATH:/usr/local/bin:/opt/homebrew/bin"
[ -n "$XDG_RUNTIME_DIR" ] || { [ -d "/run/user/$(id -u)" ] && export XDG_RUNTIME_DIR="/run/user/$(id -u)"; }
[ -n "$DBUS_SESSION_BUS_ADDRESS" ] || { [ -S "$XDG_RUNTIME_DIR/bus" ] && export DBUS_SESSION_BUS_ADDRESS="unix:path=$XDG_RUNTIME_DIR/bus"; }
exec pwsh -NoProfile -NonInteractive -Command '
    $ErrorActionPreference = "Stop"; $WarningPreference = "SilentlyContinue"; $ConfirmPreference = "None"
    try {
        Import-Module ClaudeDesktop
        $results = @(Repair-CDProfile)
    }
    catch { "Claude Desktop was not repaired: $_"; exit 1 }
    $results | Where-Object Outcome -EQ Repaired | ForEach-Object { "Repaired $($_.Code): $($_.Message)" }
    $left = @($results | Where-Object { $_.Outcome -like "Not*" -and $_.Severity -eq "Error" })
    $left | ForEach-Object { "Left $($_.Code): $($_.Message) $($_.RecommendedAction)" }
    exit [int]($left.Count -gt 0)'
