#Requires -Version 7.4
<#
.SYNOPSIS
Signs what of a built module can carry a signature and has none. On Windows only, which alone has the cmdlet for it.
.DESCRIPTION
The certificate is a pfx file in base64 in the variable SIGNING_CERTIFICATE, its password in SIGNING_PASSWORD: neither is ever an argument.
#>
[CmdletBinding()]
param(
    # The folder of the built module.
    [Parameter(Mandatory)]
    [string] $ModulePath,

    [string] $TimestampServer = 'http://timestamp.digicert.com'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

if (-not $IsWindows) { throw 'A module can be signed on Windows only.' }
$certificate = [Security.Cryptography.X509Certificates.X509CertificateLoader]::LoadPkcs12([Convert]::FromBase64String($env:SIGNING_CERTIFICATE), $env:SIGNING_PASSWORD)
Get-ChildItem -LiteralPath $ModulePath -Recurse -File |
    Where-Object { $_.Extension -in '.psd1', '.ps1xml', '.ps1', '.dll', '.exe' -and (Get-AuthenticodeSignature -LiteralPath $_.FullName).Status -eq 'NotSigned' } |
    ForEach-Object {
        $signature = Set-AuthenticodeSignature -LiteralPath $_.FullName -Certificate $certificate -TimestampServer $TimestampServer -HashAlgorithm SHA256
        if ($signature.Status -ne 'Valid') { throw "$($_.FullName) could not be signed: $($signature.StatusMessage)" }
    }
