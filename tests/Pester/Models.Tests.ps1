Describe 'The models of a provider' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        . $PSScriptRoot/upstream.ps1
        $upstream = Start-TestUpstream @{
            '/good/v1/models' = @{ Body = '{"data":[{"id":"claude-a","display_name":"A","max_input_tokens":200000,"max_tokens":64000,"created_at":"2026-07-01T00:00:00Z"},{"id":"claude-b"}]}' }
            '/bad/v1/models'  = @{ Status = 401; Body = '{"error":{"message":"no such key: sk-secret-0123456789abcdef"}}' }
            '/web/v1/models'  = @{ Type = 'text/html'; Body = '<html>Welcome</html>' }
            '/late/v1/models' = @{ Silent = $true }
        }
    }
    AfterAll { Stop-TestUpstream $upstream }
    BeforeEach {
        $null = New-TestHome
        'good', 'bad', 'web', 'late' | ForEach-Object { $null = New-CDProvider -Name $_ -BaseUri "$($upstream.Root)/$_" -ApiKey (Get-Key) }
    }

    It 'are asked for with the stored key, by name' {
        $models = Get-CDModel good
        $models.Id | Should -Be claude-a, claude-b
        $models[0].DisplayName | Should -Be A
        $models[0].ContextLength | Should -Be 200000
        $models[0].MaxOutput | Should -Be 64000
        $models[0].CreatedAt.Year | Should -Be 2026
        $models[0].Provider | Should -Be good
        @($upstream.Calls)[-1].Authorization | Should -Be 'Bearer sk-secret-0123456789abcdef'
    }

    It 'are asked for by id and down a pipeline' {
        (Get-CDModel -Id good).Count | Should -Be 2
        (Get-CDProvider good | Get-CDModel).Count | Should -Be 2
        ([pscustomobject]@{ Id = 'good' } | Get-CDModel).Count | Should -Be 2
    }

    It 'of one provider that fails do not stop the others, and the error says what to do without the key' {
        $models = Get-CDProvider | Where-Object Id -In bad, web, good | Get-CDModel -ErrorVariable problem -ErrorAction SilentlyContinue
        $models.Count | Should -Be 2
        $problem.FullyQualifiedErrorId | Should -Be 'UpstreamKeyRefused,ClaudeDesktop.Cmdlets.Providers.GetCDModelCommand', 'UpstreamAddressWrong,ClaudeDesktop.Cmdlets.Providers.GetCDModelCommand'
        $problem[0].CategoryInfo.Category | Should -Be AuthenticationError
        $problem[0].ErrorDetails.RecommendedAction | Should -BeLike '*Set-CDProvider bad -ApiKey*'
        $problem | Out-String | Should -Not -BeLike '*0123456789abcdef*'
    }

    It 'that do not come in time are an error of their own' {
        { Get-CDModel late -TimeoutSec 1 -ErrorAction Stop } | Should -Throw -ErrorId 'UpstreamTimeout,*'
    }

    It 'of Claude Desktop''s own service are an error that says so' {
        { Get-CDModel claude-desktop-official -ErrorAction Stop } | Should -Throw -ErrorId 'ProviderIsOfficial,*'
    }

    It 'fit 100 columns' {
        $lines = (Get-CDModel good | Format-Table | Out-String -Width 100) -split '\r?\n'
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 100
        $lines | Where-Object { $_ -like 'claude-a*A*200000*64000*good*' } | Should -Not -BeNullOrEmpty
    }
}
