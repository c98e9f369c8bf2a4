#Requires -Version 7.4
<#
.SYNOPSIS
    Lets the real Claude Code command line work through the gateway, on each wire format, against a scripted upstream.
.DESCRIPTION
    For whoever has Claude Code: npm's @anthropic-ai/claude-code. It reads a file, runs a command, meets an error, recovers and answers. Its home is
    an empty temporary folder, it is told to send nothing but its requests, and all of them go to 127.0.0.1. Needs Node and a built module (./build.ps1).
.PARAMETER Claude
    The program. By default the 'claude' on the PATH.
.PARAMETER Format
    The wire formats to try.
.EXAMPLE
    ./tests/RealClient/Test-ClaudeCode.ps1 -Claude ./node_modules/@anthropic-ai/claude-code-linux-x64/claude
#>
[CmdletBinding()]
param(
    [string] $Claude = 'claude',

    [ValidateSet('AnthropicMessages', 'OpenAIChat', 'OpenAIResponses', 'Gemini')]
    [string[]] $Format = @('AnthropicMessages', 'OpenAIChat', 'OpenAIResponses', 'Gemini')
)

$ErrorActionPreference = 'Stop'
$program = (Get-Command $Claude -CommandType Application | Select-Object -First 1).Source
$repository = Split-Path (Split-Path $PSScriptRoot)
$manifest = Get-ChildItem (Join-Path $repository 'out/ClaudeDesktop/*/ClaudeDesktop.psd1') | Sort-Object LastWriteTime | Select-Object -Last 1
if (-not $manifest) { throw 'Build the module first: ./build.ps1' }

$work = Join-Path ([IO.Path]::GetTempPath()) "cd-real-client-$([guid]::NewGuid().ToString('N'))"
$null = New-Item -ItemType Directory (Join-Path $work 'home'), (Join-Path $work 'project')
$note = Join-Path $work 'project/note.txt'
Set-Content $note 'The word is heliotrope.'
$env:CLAUDEDESKTOP_HOME = Join-Path $work 'data'
$env:CLAUDEDESKTOP_SECRET_STORE = 'File'
$env:CLAUDEDESKTOP_APP_HOME = Join-Path $work 'app'
Import-Module $manifest

function Get-FreePort {
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $listener.LocalEndpoint.Port
    $listener.Stop()
}

function Start-Upstream {
    $start = [Diagnostics.ProcessStartInfo]::new('node')
    $start.ArgumentList.Add((Join-Path $PSScriptRoot 'upstream.mjs'))
    $start.ArgumentList.Add($note)
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
    [Diagnostics.Process]::Start($start)
}

function Invoke-Claude([string] $BaseUrl, [string] $Token) {
    $start = [Diagnostics.ProcessStartInfo]::new($program)
    '-p', "Read note.txt, then say what it says.", '--model', 'claude-sonnet-5', '--allowedTools', 'Read', 'Bash', '--output-format', 'json' |
        ForEach-Object { $start.ArgumentList.Add($_) }
    $start.WorkingDirectory = Join-Path $work 'project'
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    $start.Environment.Clear()
    @{
        HOME = Join-Path $work 'home'; PATH = $env:PATH; ANTHROPIC_BASE_URL = $BaseUrl; ANTHROPIC_AUTH_TOKEN = $Token
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC = '1'; DISABLE_TELEMETRY = '1'; DISABLE_AUTOUPDATER = '1'; DISABLE_ERROR_REPORTING = '1'
    }.GetEnumerator() | ForEach-Object { $start.Environment[$_.Key] = $_.Value }
    $process = [Diagnostics.Process]::Start($start)
    $process.StandardInput.Close()
    $errors = $process.StandardError.ReadToEndAsync()
    $output = $process.StandardOutput.ReadToEndAsync()
    if (-not $process.WaitForExit(180000)) { $process.Kill($true); throw 'Claude Code did not end within three minutes.' }
    if (-not $output.Result.Trim()) { throw "Claude Code said nothing: $($errors.Result)" }
    $output.Result | ConvertFrom-Json
}

$bad = 0
try {
    foreach ($one in $Format) {
        $upstream = Start-Upstream
        $log = [Collections.Generic.List[string]]::new()
        try {
            $address = "http://127.0.0.1:$($upstream.StandardOutput.ReadLine())"
            $key = ConvertTo-SecureString 'sk-scripted-upstream-key' -AsPlainText -Force
            $null = New-CDProvider -Name $one -Mode Mapped -ApiFormat $one -BaseUri $address -AuthScheme Bearer -ApiKey $key -Route @(
                New-CDModelRoute -Role Sonnet -Model scripted
                New-CDModelRoute -Role Haiku -Model scripted)
            $null = Enable-CDProvider $one -WarningAction Ignore
            $null = Start-CDGateway -Port (Get-FreePort) -WarningAction Ignore
            $token = (Get-Content (Get-CDProfile).Path -Raw | ConvertFrom-Json).inferenceGatewayApiKey
            $answer = Invoke-Claude (Get-CDGateway).Address $token
            $upstream.StandardInput.Close()
            while ($null -ne ($line = $upstream.StandardOutput.ReadLine())) { $log.Add($line) }
            $steps = @($log | ConvertFrom-Json | Where-Object tools -gt 2 | ForEach-Object step)
            $recovered = ($steps -join ' ') -match 'Read.* Bash.* error.* text'
            $said = $answer.result -match 'heliotrope' -and $answer.result -match 'echoed-by-the-shell'
            $held = $recovered -and $said -and -not $answer.is_error
            if (-not $held) { $bad++ }
            [pscustomobject]@{ Format = $one; Held = $held; Steps = $steps -join ' '; Answer = $answer.result }
        }
        catch {
            $bad++
            [pscustomobject]@{ Format = $one; Held = $false; Steps = ''; Answer = "$_" }
        }
        finally {
            Stop-CDGateway -Confirm:$false -ErrorAction Ignore
            if (-not $upstream.HasExited) { $upstream.Kill() }
        }
    }
}
finally {
    Remove-Item -LiteralPath $work -Recurse -Force -ErrorAction Ignore
}

exit [Math]::Min($bad, 1)
