Describe 'Export-CDDiagnostic' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        function Expand-Diagnostic($File) {
            $folder = Join-Path $TestDrive ([guid]::NewGuid().ToString('N'))
            [IO.Compression.ZipFile]::ExtractToDirectory("$File", $folder)
            $folder
        }
        function Read-Part([string] $Folder, [string] $Name) { Get-Content -LiteralPath (Join-Path $Folder $Name) -Raw | ConvertFrom-Json -NoEnumerate }
    }

    BeforeEach {
        $root = New-TestHome -OwnPort
        $zip = Join-Path $root 'report.zip'
        $null = New-CDProvider -Name Direct -Mode Direct -BaseUri https://api.example.com -ApiKey (Get-Key) -Header @{ 'x-team' = 'said-in-a-header-0123456789' }
        $null = Enable-CDProvider Direct -WarningAction Ignore
    }

    It 'tells versions, findings, settings, history and logs in one zip that the user alone can read' {
        $logs = New-Item -ItemType Directory (Join-Path $env:CLAUDEDESKTOP_HOME logs)
        Set-Content (Join-Path $logs gateway.log) (1..600 | ForEach-Object { "line $_ of $HOME" })
        $file = Export-CDDiagnostic $zip
        $file.FullName | Should -Be $zip
        if (-not $IsWindows) { (Get-Item $zip).UnixFileMode | Should -Be ([IO.UnixFileMode] 'UserRead, UserWrite') }
        $folder = Expand-Diagnostic $zip
        $versions = Read-Part $folder versions.json
        $versions.powershell | Should -Be $PSVersionTable.PSVersion.ToString()
        $versions.module | Should -Be (Get-Module ClaudeDesktop).Version.ToString()
        $versions.CLAUDEDESKTOP_SECRET_STORE | Should -Be File
        (Read-Part $folder health.json).code | Should -Be (Test-CDProfile).Code.ForEach('ToString')
        (Read-Part $folder providers.json)[0].headers | Should -Be 'x-team'
        (Read-Part $folder profile.json).isApplied | Should -BeTrue
        (Read-Part $folder history.json).Count | Should -Be @(Get-CDProfile -History).Count
        $lines = Get-Content (Join-Path $folder logs/gateway.log)
        $lines[-1] | Should -Be 'line 600 of ~'
        $lines.Count | Should -BeLessOrEqual 500
    }

    It 'holds no key, no token, no header''s value and no home folder' {
        $null = Get-CDGateway
        $folder = Expand-Diagnostic (Export-CDDiagnostic $zip)
        $all = Get-ChildItem $folder -Recurse -File | Get-Content -Raw | Out-String
        $all | Should -Not -Match 'sk-secret'
        $all | Should -Not -Match 'said-in-a-header'
        if ($HOME.Length -gt 1) { $all | Should -Not -Match ([regex]::Escape($HOME) + '(?=[/\\"])') }
        $secrets = Get-Content (Join-Path $env:CLAUDEDESKTOP_HOME secrets.json) -Raw | ConvertFrom-Json
        foreach ($secret in $secrets.psobject.Properties.Value | Where-Object { $_ -is [string] -and $_.Length -gt 12 }) { $all.Contains($secret) | Should -BeFalse }
    }

    It 'says of a part why it could not be read, and has the others' {
        [IO.File]::WriteAllText((Join-Path $env:CLAUDEDESKTOP_HOME providers.json), '{ broken')
        $folder = Expand-Diagnostic (Export-CDDiagnostic $zip)
        (Read-Part $folder providers.json).notRead | Should -BeLike '*providers.json*'
        (Read-Part $folder versions.json).system | Should -Not -BeNullOrEmpty
    }

    It 'replaces no file unless it is told to, and nothing on -WhatIf' {
        Set-Content $zip mine
        { Export-CDDiagnostic $zip -ErrorAction Stop } | Should -Throw -ErrorId 'ExportTargetExists,*'
        $null = Export-CDDiagnostic $zip -Force -WhatIf
        Get-Content $zip | Should -Be mine
        (Export-CDDiagnostic $zip -Force).Length | Should -BeGreaterThan 500
        Push-Location $root
        try { (Export-CDDiagnostic).Name | Should -BeLike 'ClaudeDesktop-diagnostic-*.zip' }
        finally { Pop-Location }
    }
}
