#Requires -Version 5.1
<#
.SYNOPSIS
Tries the module on this machine in about five minutes, and says of each step whether it holds.
.DESCRIPTION
For what the project's own machines cannot show: Windows, macOS, Windows PowerShell, DPAPI, the Keychain, an installed Claude Desktop.
Everything is written to a throw-away folder, which is removed at the end; Claude Desktop's own files are only read. The provider is a stand-in
on 127.0.0.1, so nothing leaves the machine and no account is needed. The key that is tried is not a real one, and is removed again.
With -RestartApp, Claude Desktop is quit and started again, with its own settings as they are.
Exit code 0: every step that could be tried holds. 1: one did not. Please send the output with a report.
.EXAMPLE
./tests/Smoke.ps1 -ModulePath ./out/ClaudeDesktop/0.1.0
.EXAMPLE
powershell.exe -ExecutionPolicy Bypass -File tests/Smoke.ps1 -ModulePath out/ClaudeDesktop/0.1.0 -RestartApp
In Windows PowerShell 5.1, with an installed Claude Desktop restarted at the end.
#>
[CmdletBinding()]
param(
    # The folder of the built module, or of the installed one.
    [Parameter(Mandatory = $true)]
    [string] $ModulePath,

    # Keep keys in a file of the throw-away folder where the system has no store for them (Linux without a desktop).
    [switch] $AllowFileStore,

    # Quit the installed Claude Desktop and start it again, as the last step.
    [switch] $RestartApp
)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
$steps = New-Object System.Collections.ArrayList
$key = 'sk-smoke-' + [guid]::NewGuid().ToString('N')
$root = Join-Path ([IO.Path]::GetTempPath()) ('claudedesktop-smoke-' + [guid]::NewGuid().ToString('N'))
$names = 'CLAUDEDESKTOP_HOME', 'CLAUDEDESKTOP_APP_HOME', 'CLAUDE_CONFIG_DIR', 'CLAUDEDESKTOP_SECRET_STORE', 'CLAUDEDESKTOP_GATEWAY_HOST'
$before = @{}
foreach ($name in $names) { $before[$name] = [Environment]::GetEnvironmentVariable($name) }

function Invoke-Step([string] $What, [scriptblock] $Action) {
    $step = New-Object psobject -Property @{ Step = $What; Result = 'Holds'; Detail = '' }
    try { $step.Detail = [string] (& $Action | Select-Object -Last 1) }
    catch {
        $step.Result = if ("$_" -like 'not here: *') { 'NotTried' } else { 'FAILED' }
        $step.Detail = "$_"
    }
    $null = $steps.Add($step)
    Write-Host ('{0,-9}{1}{2}' -f $step.Result, $What, $(if ($step.Detail) { ': ' + $step.Detail }))
}

# An empty text and no variable at all are not the same to every PowerShell.
function Reset-Environment {
    foreach ($name in $names) {
        if ($null -eq $before[$name]) { Remove-Item -LiteralPath "Env:$name" -ErrorAction SilentlyContinue }
        else { Set-Item -LiteralPath "Env:$name" -Value $before[$name] }
    }
}

function Assert-That([bool] $Holds, [string] $Otherwise) { if (-not $Holds) { throw $Otherwise } }

function Get-Tree([string] $Folder) {
    @(Get-ChildItem -LiteralPath $Folder -Recurse -Force | Where-Object { -not $_.PSIsContainer } | Sort-Object FullName |
        ForEach-Object { $_.FullName.Substring($Folder.Length) + ' ' + (Get-FileHash -LiteralPath $_.FullName).Hash }) -join "`n"
}

# One connection an answer, in a runspace of its own: what a listener that needs rights on Windows would do.
function Start-StandIn {
    $listener = New-Object Net.Sockets.TcpListener ([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $calls = [Collections.ArrayList]::Synchronized((New-Object Collections.ArrayList))
    $shell = [powershell]::Create()
    $null = $shell.AddScript({
        param($listener, $calls)
        $answer = '{"id":"1","object":"chat.completion","created":1,"model":"smoke-model","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"It works."}}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}'
        $bytes = [Text.Encoding]::ASCII.GetBytes("HTTP/1.1 200 OK`r`nContent-Type: application/json`r`nContent-Length: $($answer.Length)`r`nConnection: close`r`n`r`n$answer")
        while ($true) {
            try { $client = $listener.AcceptTcpClient() } catch { return }
            try {
                $client.ReceiveTimeout = 5000
                $stream = $client.GetStream()
                $buffer = New-Object byte[] 65536
                $text = ''
                do {
                    $read = $stream.Read($buffer, 0, $buffer.Length)
                    $text += [Text.Encoding]::UTF8.GetString($buffer, 0, $read)
                } while ($read -gt 0 -and -not $text.TrimEnd().EndsWith('}'))
                $null = $calls.Add($text)
                $stream.Write($bytes, 0, $bytes.Length)
            }
            catch { $null = $calls.Add("failed: $_") }
            finally { $client.Close() }
        }
    }).AddArgument($listener).AddArgument($calls)
    @{ Listener = $listener; Calls = $calls; Shell = $shell; Running = $shell.BeginInvoke(); Port = $listener.LocalEndpoint.Port }
}

function Send-Message([int] $Port, [string] $Token) {
    $body = '{"model":"claude-sonnet-5","max_tokens":16,"messages":[{"role":"user","content":"Hello"}]}'
    Invoke-RestMethod -Method Post -Uri "http://127.0.0.1:$Port/claude-desktop/v1/messages" -Headers @{ 'x-api-key' = $Token; 'anthropic-version' = '2023-06-01' } -ContentType 'application/json' -Body $body -TimeoutSec 30
}

Write-Host "PowerShell $($PSVersionTable.PSVersion) ($($PSVersionTable.PSEdition)) on $([Environment]::OSVersion.VersionString)"
$standIn = $null
try {
    Invoke-Step 'The module is imported' {
        Import-Module (Join-Path (Convert-Path -LiteralPath $ModulePath) 'ClaudeDesktop.psd1') -Force
        $module = Get-Module ClaudeDesktop
        Assert-That ($module.ExportedCmdlets.Count -gt 10) "$($module.ExportedCmdlets.Count) cmdlets"
        "$($module.Version), $($module.ExportedCmdlets.Count) cmdlets"
    }
    Invoke-Step 'Claude Desktop is found, if it is installed' {
        $apps = @(Get-CDApp | Where-Object IsInstalled)
        Assert-That ($apps.Count -gt 0) 'not here: no Claude Desktop was found'
        ($apps | ForEach-Object { "$($_.Kind) $($_.Version), running $($_.IsRunning)" }) -join '; '
    }
    Invoke-Step 'What the machine''s policy says is read' { $found = Get-CDProfile; "$($found.Source): $($found.SourceReason)" }

    $app = Join-Path $root 'app'
    $env:CLAUDEDESKTOP_HOME = Join-Path $root 'data'
    $env:CLAUDEDESKTOP_APP_HOME = $app
    $env:CLAUDE_CONFIG_DIR = Join-Path $root 'claude'
    Remove-Item -LiteralPath Env:CLAUDEDESKTOP_SECRET_STORE -ErrorAction SilentlyContinue
    $null = New-Item -ItemType Directory -Path (Join-Path $app 'Claude') -Force
    [IO.File]::WriteAllText((Join-Path $app 'Claude/claude_desktop_config.json'), "{`r`n`t`"mcpServers`": { `"mine`": { `"n`": 1.0, `"m`": 1e3 } }`r`n}")
    $began = Get-Tree $app
    $standIn = Start-StandIn
    $secret = ConvertTo-SecureString $key -AsPlainText -Force
    $given = @{ Name = 'Smoke'; Mode = 'Mapped'; ApiFormat = 'OpenAIChat'; BaseUri = "http://127.0.0.1:$($standIn.Port)/v1"; ApiKey = $secret }

    Invoke-Step 'A key goes into the system''s own store' {
        $store = @{}
        if ($AllowFileStore) { $store.AllowFileStore = $true }
        $null = New-CDProvider @given @store -Route (New-CDModelRoute -Role Sonnet -Model smoke-model) -WarningAction SilentlyContinue
        $held = Get-ChildItem -LiteralPath $env:CLAUDEDESKTOP_HOME -Recurse -File -Force | Where-Object { [IO.File]::ReadAllText($_.FullName).Contains($key) }
        Assert-That ($AllowFileStore -or -not $held) "the key stands in clear text in $($held | ForEach-Object FullName)"
        $kind = Join-Path $env:CLAUDEDESKTOP_HOME 'secretstore.json'
        if (Test-Path -LiteralPath $kind) { ([IO.File]::ReadAllText($kind) | ConvertFrom-Json).store }
    }
    Invoke-Step '-WhatIf changes no byte' {
        $null = Enable-CDProvider Smoke -WhatIf
        Assert-That ((Get-Tree $app) -eq $began) 'a file changed'
    }
    Invoke-Step 'Claude Desktop''s profile is written' {
        $null = Enable-CDProvider Smoke -WarningAction SilentlyContinue
        $settings = [IO.File]::ReadAllText((Join-Path $app 'Claude/claude_desktop_config.json'))
        Assert-That ($settings.Contains('{ "mine": { "n": 1.0, "m": 1e3 } }')) 'settings of others were changed'
    }
    foreach ($hostName in 'Native', 'Dotnet', 'PowerShell') {
        Invoke-Step "The gateway runs by $hostName, and hands the key to the provider alone" {
            $job = try { Start-CDGateway -GatewayHost $hostName }
            catch {
                if ($_.FullyQualifiedErrorId -like 'GatewayHostNotFound,*') { throw "not here: $_" }
                throw
            }
            try {
                $stored = Get-ChildItem -LiteralPath (Join-Path $app 'Claude-3p/configLibrary') -Filter '0000*.json' | Get-Content -Raw | ConvertFrom-Json
                $port = ([uri] $stored.inferenceGatewayBaseUrl).Port
                $standIn.Calls.Clear()
                $answer = Send-Message $port $stored.inferenceGatewayApiKey
                Assert-That ($answer.content[0].text -eq 'It works.') "the answer was $($answer | ConvertTo-Json -Depth 5 -Compress)"
                Assert-That ("$($standIn.Calls)".Contains("Bearer $key")) 'the provider did not get the key'
                $refused = try { $null = Send-Message $port 'wrong'; 'nothing' } catch { [int] $_.Exception.Response.StatusCode }
                Assert-That ($refused -eq 401) "a wrong token got $refused"
                Assert-That (@(Test-CDProfile | Where-Object Severity -EQ Error).Count -eq 0) "$(Test-CDProfile | ForEach-Object Code)"
            }
            finally {
                Stop-CDGateway -Confirm:$false -WarningAction SilentlyContinue
                $job | Remove-Job -Force -ErrorAction SilentlyContinue
            }
        }
    }
    Invoke-Step 'The gateway runs by one of them at least' {
        Assert-That (@($steps | Where-Object { $_.Step -like 'The gateway runs by *' -and $_.Result -eq 'Holds' }).Count -gt 0) 'none of the three was there'
    }
    Invoke-Step 'What another program undoes is found and repaired' {
        Get-ChildItem -LiteralPath (Join-Path $app 'Claude-3p/configLibrary') -Filter '0000*.json' | Remove-Item
        Assert-That (-not (Test-CDProfile -Quiet)) 'a missing profile was not noticed'
        $null = Repair-CDProfile -Confirm:$false -WarningAction SilentlyContinue
        $again = @(Repair-CDProfile -Confirm:$false -WarningAction SilentlyContinue | Where-Object Outcome -EQ Repaired)
        Assert-That ($again.Count -eq 0) "a second repair still did something: $($again | ForEach-Object Code)"
    }
    Invoke-Step 'Official mode comes back, and nothing of ours is left' {
        $null = Restore-CDOfficial -Confirm:$false -WarningAction SilentlyContinue
        $ours = @(Get-ChildItem -LiteralPath $app -Recurse -Force -Filter '0000*.json')
        Assert-That ($ours.Count -eq 0) "$($ours | ForEach-Object FullName)"
        $settings = [IO.File]::ReadAllText((Join-Path $app 'Claude/claude_desktop_config.json'))
        Assert-That ($settings.Contains('{ "mine": { "n": 1.0, "m": 1e3 } }')) 'settings of others were changed'
    }
    Invoke-Step 'The provider goes, and its key with it' {
        Remove-CDProvider Smoke -Confirm:$false
        Assert-That (-not (Get-CDProvider -ErrorAction SilentlyContinue | Where-Object Name -EQ Smoke)) 'it is still there'
    }
    if ($RestartApp) {
        $kept = @{}
        foreach ($name in $names) { $kept[$name] = [Environment]::GetEnvironmentVariable($name) }
        Reset-Environment
        Invoke-Step 'Claude Desktop is quit and started again' {
            Assert-That (@(Get-CDApp | Where-Object IsInstalled).Count -gt 0) 'not here: no Claude Desktop was found'
            $restarted = Restart-CDApp -Confirm:$false
            "was running: $($restarted.WasRunning), runs: $($restarted.App.IsRunning)"
        }
        foreach ($name in $names) { if ($kept[$name]) { Set-Item -LiteralPath "Env:$name" -Value $kept[$name] } }
    }
}
finally {
    # The system's own store would keep what was put into it, so that goes before the folder that it belongs to.
    if ($env:CLAUDEDESKTOP_HOME -eq (Join-Path $root 'data') -and (Test-Path -LiteralPath $env:CLAUDEDESKTOP_HOME)) {
        try {
            $secrets = [ClaudeDesktop.ModuleContext]::Current().Secrets
            foreach ($name in [ClaudeDesktop.Secrets.SecretNames]::GatewayToken, [ClaudeDesktop.Secrets.SecretNames]::ProviderKey('smoke')) { $secrets.Remove($name) }
        }
        catch { Write-Host "The smoke test's key and token could not be taken out of the store: $_" }
    }
    Reset-Environment
    if ($standIn) {
        $standIn.Listener.Stop()
        $standIn.Shell.Dispose()
    }
    if (Test-Path -LiteralPath $root) { Remove-Item -LiteralPath $root -Recurse -Force }
}

$failed = @($steps | Where-Object Result -EQ 'FAILED').Count
$tried = @($steps | Where-Object Result -NE 'NotTried').Count
Write-Host "$($tried - $failed) of $tried steps hold, $($steps.Count - $tried) could not be tried here."
exit $(if ($failed) { 1 } else { 0 })
