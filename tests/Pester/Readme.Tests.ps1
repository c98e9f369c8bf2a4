Describe 'The first ten minutes of the README' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $null = New-TestHome
    }

    AfterAll { Get-Job | Where-Object PSJobTypeName -EQ CDGateway | Remove-Job -Force }

    It 'adds a provider from a preset' {
        $added = New-CDProvider -Name Kimi -Preset Kimi -ApiKey (Get-Key)
        $added.Id | Should -Be kimi
        $added.Mode | Should -Be Mapped
        $added.Routes[0].RouteId | Should -Be claude-sonnet-5
        $added.KeyHint | Should -Be '…cdef'
    }

    It 'switches Claude Desktop to it, and warns that no gateway runs' {
        $switched = Enable-CDProvider Kimi -WarningVariable warnings -WarningAction SilentlyContinue
        $switched.Provider.Name | Should -Be Kimi
        $switched.RestartRequired | Should -BeTrue
        $warnings | Should -BeLike '*Start-CDGateway*'
        Get-ProfilePath | Should -Exist
    }

    It 'starts the gateway' {
        $job = Start-CDGateway
        $job | Should -BeOfType System.Management.Automation.Job
        $job.State | Should -Be Running
    }

    It 'finds everything in order' {
        Test-CDProfile | Select-Object -ExpandProperty Code | Should -Be Healthy
        Test-CDProfile -Quiet | Should -BeTrue
    }

    It 'filters providers as objects' {
        $null = New-CDProvider -Name 'Local model' -ApiFormat OpenAIChat -BaseUri http://127.0.0.1:8080/v1 -AuthScheme None -Route (New-CDModelRoute Sonnet qwen3)
        Get-CDProvider | Where-Object ApiFormat -EQ OpenAIChat | Format-Table | Out-String | Should -Match 'Local model'
    }

    It 'restores official mode and leaves nothing behind' {
        $restored = Restore-CDOfficial
        $restored.Provider.IsOfficial | Should -BeTrue
        Get-ProfilePath | Should -Not -Exist
        (Get-CDProvider -Active).Id | Should -Be claude-desktop-official
    }
}
