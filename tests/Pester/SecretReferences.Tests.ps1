Describe 'A key that lies elsewhere' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $canary = 'sk-canary-of-the-vault-0123456789'

        # A stand-in for the vendor's module, which cannot be installed everywhere.
        $modules = Join-Path $TestDrive modules
        $null = New-Item -Force (Join-Path $modules Microsoft.PowerShell.SecretManagement/Microsoft.PowerShell.SecretManagement.psm1) -Value @'
function Get-SecretVault { [CmdletBinding()] param($Name) if ($Name -in 'work', 'other') { [pscustomobject]@{ Name = $Name } } }
function Get-Secret {
    [CmdletBinding()] param($Name, $Vault)
    if ($Name -eq 'kimi' -and (-not $Vault -or $Vault -eq 'work')) { return ConvertTo-SecureString (Get-Content $PSScriptRoot/key.txt) -AsPlainText -Force }
    if ($Name -eq 'table') { return @{ a = 1 } }
    Write-Error "The secret $Name was not found."
}
Export-ModuleMember Get-Secret, Get-SecretVault
'@
        $modulePath = $env:PSModulePath
        Set-Content (Join-Path $modules Microsoft.PowerShell.SecretManagement/key.txt) $canary

        $upstreamPort = Get-FreePort
        $upstream = [Net.HttpListener]::new()
        $upstream.Prefixes.Add("http://127.0.0.1:$upstreamPort/")
        $upstream.Start()
        $seen = [Collections.Concurrent.ConcurrentQueue[string]]::new()
        $answering = Start-ThreadJob -ArgumentList $upstream, $seen {
            param($upstream, $seen)
            $answer = '{"id":"msg_1","type":"message","role":"assistant","model":"kimi","content":[{"type":"text","text":"Hi"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":3,"output_tokens":1}}'
            while ($upstream.IsListening) {
                $asked = $upstream.GetContextAsync()
                while (-not $asked.Wait(100)) { if (-not $upstream.IsListening) { return } }
                $context = $asked.Result
                $seen.Enqueue("$($context.Request.Headers['Authorization'])")
                $context.Response.ContentType = 'application/json'
                $context.Response.OutputStream.Write([Text.Encoding]::UTF8.GetBytes($answer))
                $context.Response.Close()
            }
        }
        function Get-LocalToken { (Get-Content (Get-ProfilePath) -Raw | ConvertFrom-Json).inferenceGatewayApiKey }
        function Send-Message($Port, $Token) {
            $body = @{ model = 'claude-sonnet-5'; max_tokens = 8; messages = @(@{ role = 'user'; content = 'Hello' }) } | ConvertTo-Json -Depth 5
            Invoke-WebRequest "http://127.0.0.1:$Port/claude-desktop/v1/messages" -Method Post -Body $body -ContentType application/json -Headers @{ Authorization = "Bearer $Token" } -SkipHttpErrorCheck
        }
        $fromVault = @{ VaultName = 'work'; SecretName = 'kimi' }
    }

    BeforeEach {
        $null = New-TestHome -OwnPort
        $env:PSModulePath = "$modules$([IO.Path]::PathSeparator)$modulePath"
        $address = @{ Name = 'Kimi'; Preset = 'Kimi'; BaseUri = "http://127.0.0.1:$upstreamPort/" }
    }

    AfterEach {
        Get-Job | Where-Object PSJobTypeName -EQ CDGateway | Remove-Job -Force
        Remove-Module Microsoft.PowerShell.SecretManagement -ErrorAction Ignore
        $env:PSModulePath = $modulePath
        $env:CD_TEST_KEY = $null
    }

    AfterAll {
        $upstream.Stop()
        $answering | Remove-Job -Force
    }

    It 'in a vault is named and never copied' {
        $added = New-CDProvider @address @fromVault
        "$($added.KeySource)" | Should -Be vault:work/kimi
        $added.KeyHint | Should -BeNullOrEmpty
        $added | Format-List | Out-String | Should -Match 'vault:work/kimi'
        $null = Enable-CDProvider Kimi -WarningAction Ignore
        Get-ChildItem -LiteralPath (Split-Path $env:CLAUDEDESKTOP_HOME) -Recurse -File -Force | Where-Object { [IO.File]::ReadAllText($_.FullName).Contains($canary) } | Should -BeNullOrEmpty
    }

    It 'in a vault reaches the gateway, and neither its arguments nor its environment' {
        $null = New-CDProvider @address @fromVault
        $null = Enable-CDProvider Kimi -WarningAction Ignore
        $job = Start-CDGateway
        (Send-Message $job.Port (Get-LocalToken)).StatusCode | Should -Be 200
        $seen.ToArray()[-1] | Should -Be "Bearer $canary"
        if ($IsLinux) {
            $id = (Get-CDGateway).ProcessId
            [IO.File]::ReadAllText("/proc/$id/cmdline") + [IO.File]::ReadAllText("/proc/$id/environ") | Should -Not -Match $canary
        }
        $job | Receive-Job *>&1 | Format-List * | Out-String | Should -Not -Match $canary
    }

    It 'in a vault that a running gateway was not told is an authentication error that says what to do' {
        $null = New-CDProvider @address -ApiKey (Get-Key)
        $null = Enable-CDProvider Kimi -WarningAction Ignore
        $job = Start-CDGateway
        Set-CDProvider kimi @fromVault -WarningAction Ignore
        $answer = Send-Message $job.Port (Get-LocalToken)
        $answer.StatusCode | Should -Be 401
        "$answer" | Should -Match 'Stop-CDGateway; Start-CDGateway'
    }

    It 'in a vault is read for each of many providers that are asked side by side' {
        $plain = @{ BaseUri = $address.BaseUri; Model = 'claude-haiku-4-5' }
        1..4 | ForEach-Object { $null = New-CDProvider -Name "vault$_" @plain -SecretName kimi -VaultName $(if ($_ % 2) { 'work' }) }
        $seen.Clear()
        (Get-CDProvider vault* | Test-CDProvider -ThrottleLimit 4).Reached | Should -Be $true, $true, $true, $true
        $seen.Count | Should -BeGreaterOrEqual 4
        $seen | Sort-Object -Unique | Should -Be "Bearer $canary"
    }

    It 'in a vault is written by a direct switch' {
        $null = New-CDProvider -Name Router -Preset OpenRouter @fromVault
        $null = Enable-CDProvider Router
        Get-LocalToken | Should -Be $canary
    }

    It 'is missed with an error of its own: <Id>' -ForEach @(
        @{ Id = 'SecretVaultModuleMissing'; Where = @{ SecretName = 'kimi' }; Path = '' }
        @{ Id = 'SecretVaultUnavailable'; Where = @{ VaultName = 'nowhere'; SecretName = 'kimi' } }
        @{ Id = 'SecretNotFound'; Where = @{ VaultName = 'other'; SecretName = 'kimi' } }
        @{ Id = 'SecretNotFound'; Where = @{ SecretName = 'table' } }
    ) {
        if ($Path -eq '') { $env:PSModulePath = $modulePath }
        $null = New-CDProvider -Name Router -Preset OpenRouter @Where
        { Enable-CDProvider Router -ErrorAction Stop } | Should -Throw -ErrorId "$Id,*"
        Get-ProfilePath | Should -Not -Exist
    }

    It 'in a vault without its name there is refused' {
        { New-CDProvider @address -VaultName work -ErrorAction Stop } | Should -Throw -ErrorId 'SecretNameMissing,*'
    }

    It 'in a variable is read by the gateway from its own environment' {
        $env:CD_TEST_KEY = 'sk-of-the-environment-0123456789'
        $null = New-CDProvider @address -ApiKeyFromEnvironment CD_TEST_KEY
        $null = Enable-CDProvider Kimi -WarningAction Ignore
        $job = Start-CDGateway
        (Send-Message $job.Port (Get-LocalToken)).StatusCode | Should -Be 200
        $seen.ToArray()[-1] | Should -Be 'Bearer sk-of-the-environment-0123456789'
    }

    It 'in a variable that is not set is warned of, found, and refused with the reason' {
        $null = New-CDProvider @address -ApiKeyFromEnvironment CD_TEST_KEY -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeLike '*CD_TEST_KEY is not set*'
        $null = Enable-CDProvider Kimi -WarningAction Ignore
        $job = Start-CDGateway
        (Test-CDProfile | Where-Object Code -EQ ProviderKeyMissing).Message | Should -BeLike '*CD_TEST_KEY*'
        $answer = Send-Message $job.Port (Get-LocalToken)
        $answer.StatusCode | Should -Be 401
        "$answer" | Should -Match 'CD_TEST_KEY'
    }

    It 'can be given as a credential, whose user name does not matter' {
        (New-CDProvider @address -Credential ([pscredential]::new('anybody', (Get-Key)))).KeyHint | Should -Be '…cdef'
        { New-CDProvider @address -Credential ([pscredential]::new('anybody', (Get-Key))) -ApiKey (Get-Key) -ErrorAction Stop } | Should -Throw -ErrorId 'ApiKeyGivenTwice,*'
    }

    It 'has no place where no store works, until a file is allowed' -Skip:(-not $IsLinux) {
        $env:CLAUDEDESKTOP_SECRET_STORE = $null
        $bus, $runtime = $env:DBUS_SESSION_BUS_ADDRESS, $env:XDG_RUNTIME_DIR
        $env:DBUS_SESSION_BUS_ADDRESS = $env:XDG_RUNTIME_DIR = $null
        try {
            { New-CDProvider @address -ApiKey (Get-Key) -ErrorAction Stop } | Should -Throw -ErrorId 'SecretStoreUnavailable,*'
            Get-CDProvider Kimi -ErrorAction Ignore | Should -BeNullOrEmpty
            $null = New-CDProvider @address -ApiKey (Get-Key) -AllowFileStore
            $null = Enable-CDProvider Kimi -WarningAction Ignore
            (Get-Item (Join-Path $env:CLAUDEDESKTOP_HOME secrets.json)).UnixMode | Should -Be '-rw-------'
            $job = Start-CDGateway
            (Send-Message $job.Port (Get-LocalToken)).StatusCode | Should -Be 200
        }
        finally { $env:DBUS_SESSION_BUS_ADDRESS, $env:XDG_RUNTIME_DIR = $bus, $runtime }
    }

    It 'aside, a new gateway token reaches a running gateway, which refuses the old one' {
        $null = New-CDProvider @address -ApiKey (Get-Key)
        $null = Enable-CDProvider Kimi -WarningAction Ignore
        $job = Start-CDGateway
        $old = Get-LocalToken
        (Send-Message $job.Port $old).StatusCode | Should -Be 200
        $result = Reset-CDGatewayToken -WarningVariable warnings -WarningAction SilentlyContinue
        $result.RestartRequired | Should -BeTrue
        $warnings | Should -BeLike '*start it again*'
        Get-LocalToken | Should -Not -Be $old
        (Send-Message $job.Port $old).StatusCode | Should -Be 401
        (Send-Message $job.Port (Get-LocalToken)).StatusCode | Should -Be 200
        $result | Format-List * -Force | Out-String | Should -Not -Match (Get-LocalToken)
    }
}
