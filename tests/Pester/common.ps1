Import-Module $env:CLAUDEDESKTOP_TEST_MODULE -ErrorAction Stop
$PSStyle.OutputRendering = 'PlainText'

# With a port of its own, so that suites that run at the same time do not meet on the default one.
function New-TestHome([switch] $OwnPort) {
    $root = Join-Path $TestDrive ([guid]::NewGuid().ToString('N'))
    $env:CLAUDEDESKTOP_HOME = Join-Path $root 'data'
    $env:CLAUDEDESKTOP_SECRET_STORE = 'File'
    $env:CLAUDEDESKTOP_APP_HOME = Join-Path $root 'app'
    $env:CLAUDE_CONFIG_DIR = Join-Path $root 'claude'
    $env:CLAUDEDESKTOP_APP_PATH = $null
    # Nobody listens there: a test must not find the Ollama of whoever runs it.
    $env:OLLAMA_HOST = 'http://127.0.0.1:1'
    if ($OwnPort) {
        $null = New-Item -Force (Join-Path $env:CLAUDEDESKTOP_HOME providers.json) -Value "{ `"gateway`": { `"port`": $(Get-FreePort) } }"
        if (-not $IsWindows) { chmod -R go= $env:CLAUDEDESKTOP_HOME }
    }
    $root
}
function Get-FreePort { $l = [Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0); $l.Start(); $l.LocalEndpoint.Port; $l.Stop() }
function Get-Key([string] $Text = 'sk-secret-0123456789abcdef') { ConvertTo-SecureString $Text -AsPlainText -Force }

# Adding one without a key asks for it, which -NonInteractive forbids.
function Remove-Key([string] $Id) { [ClaudeDesktop.ModuleContext]::Current().Secrets.Remove([ClaudeDesktop.Secrets.SecretNames]::ProviderKey($Id)) }

function Get-Tree([string] $Root) {
    Get-ChildItem -LiteralPath $Root -Recurse -Force -ErrorAction Ignore | Sort-Object FullName | ForEach-Object {
        "$($_.FullName) $(if (-not $_.PSIsContainer) { (Get-FileHash -LiteralPath $_.FullName).Hash })"
    }
}
function Get-ProfilePath { Join-Path $env:CLAUDEDESKTOP_APP_HOME 'Claude-3p/configLibrary/00000000-0000-4000-8000-000000157210.json' }

# A settings file of Claude Code, outside the test home.
function New-ClaudeCodeSettings([hashtable] $Environment = @{ ANTHROPIC_BASE_URL = 'https://api.example.com'; ANTHROPIC_AUTH_TOKEN = 'sk-secret-0123456789abcdef' }, [hashtable] $Other = @{}, [string] $Name = 'settings.json') {
    $path = Join-Path $TestDrive ([guid]::NewGuid().ToString('N')) $Name
    (New-Item $path -Force -Value ($Other + @{ env = $Environment } | ConvertTo-Json)).FullName
}
