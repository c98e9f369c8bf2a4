Describe 'What ships' {
    BeforeAll {
        $folder = Split-Path $env:CLAUDEDESKTOP_TEST_MODULE
        $files = Get-ChildItem $folder -Recurse -File -Force
        $data = (Import-PowerShellDataFile $env:CLAUDEDESKTOP_TEST_MODULE).PrivateData.PSData
    }

    It 'holds no debris' {
        $files | Where-Object Name -NotLike '*.dll-Help.xml' | Where-Object Extension -In '.pdb', '.xml', '.nuspec', '.cs', '.rsp', '.zip' | Should -BeNullOrEmpty
        $files | Where-Object Name -Match '^(\.|linked$|aspnetcorev2)|Content_Types' | Should -BeNullOrEmpty
        $files | Where-Object Length -EQ 0 | Should -BeNullOrEmpty
    }

    It 'names every library of others in its notices, with their licence' {
        $notices = Get-Content (Join-Path $folder THIRD-PARTY-NOTICES.txt) -Raw
        $others = @($files | Where-Object { $_.Extension -eq '.dll' -and $_.Name -notlike 'ClaudeDesktop.*' })
        $others.Count | Should -BeGreaterThan 0
        $own = @($files | Where-Object Name -In 'ClaudeDesktop.Gateway', 'ClaudeDesktop.Gateway.exe')
        foreach ($file in $others + $own) {
            $notices | Should -BeLike "*  $([IO.Path]::GetRelativePath($folder, $file.FullName).Replace('\', '/')) *"
        }
        $notices | Should -BeLike '*Permission is hereby granted, free of charge*'
    }

    It 'has a manifest that is complete for a gallery' {
        $manifest = Test-ModuleManifest $env:CLAUDEDESKTOP_TEST_MODULE
        $manifest.Version | Should -BeGreaterThan ([version]'0.0.0')
        foreach ($text in $manifest.Description, $manifest.Author, $manifest.CompanyName, $manifest.Copyright) { $text | Should -Not -BeNullOrEmpty }
        foreach ($link in 'LicenseUri', 'ProjectUri', 'IconUri', 'ReleaseNotes') { $data[$link] | Should -BeLike 'https://*' }
        $data.Tags | Should -Contain PSEdition_Desktop
        $data.Tags | Should -Contain PSEdition_Core
        Join-Path $folder LICENSE | Should -Exist
    }

    It 'becomes a package that installs into a folder and imports from there' {
        $root = Split-Path (Split-Path $PSScriptRoot)
        $package = & (Join-Path $root tools/New-ModulePackage.ps1) -ModulePath $folder -Destination (Join-Path $TestDrive packages)
        $again = & (Join-Path $root tools/New-ModulePackage.ps1) -ModulePath $folder -Destination (Join-Path $TestDrive again)
        (Get-FileHash $again).Hash | Should -Be (Get-FileHash $package).Hash -Because 'the same module makes the same package'
        $installed = & (Join-Path $root tools/Install-ModulePackage.ps1) -Package $package -Destination (Join-Path $TestDrive installed) -WarningAction Ignore
        $names = { param($of) Get-ChildItem $of -Recurse -File -Force | ForEach-Object { [IO.Path]::GetRelativePath($of, $_.FullName) } | Where-Object { $_ -ne 'PSGetModuleInfo.xml' } | Sort-Object }
        & $names $installed | Should -Be (& $names $folder)
        $said = & (Get-Process -Id $PID).Path -NoProfile -Command "Import-Module '$installed/ClaudeDesktop.psd1'; (Get-Command -Module ClaudeDesktop).Count"
        [int]$said | Should -BeGreaterThan 10
    }
}
