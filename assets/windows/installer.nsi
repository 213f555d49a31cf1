; The installer for Windows: for one person, without administrator. It is given
;   VERSION, NUMBERS  the version, as 1.2.3 and as 1.2.3.build
;   FROM              the folder with shopbell.exe, shopbell.com and the texts beside them
;   OUT               the file to write
;   SIZE              kilobytes on the disk
;   SIGN              a command that signs the uninstaller in place; may be missing
; Silent: /S, with /D=FOLDER as the last word for another folder. The uninstaller's /S leaves the shop's data; /S /data
; deletes it.
; Exit codes: 0 done, 1 cancelled, 2 Shopbell is open and did not close, 3 this Windows is too old. It is a 64-bit program
; itself: the stub for 32 bits does not start under every Wine.
Unicode true
Target amd64-unicode
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include Sections.nsh
!include WinVer.nsh
!include WordFunc.nsh

!define ID "io.github.shopbell.desktop" ; the name that the program gives its notices
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Shopbell"
!define NOTICES "Software\Classes\AppUserModelId\${ID}"
!define APP_PATH "Software\Microsoft\Windows\CurrentVersion\App Paths\shopbell.exe"

Name "Shopbell"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Shopbell"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetCompressorDictSize 64 ; more than one program, so that its twin takes no room
SetDateSave off          ; files are as old as their installation, and two builds are equal
ManifestDPIAware true
ManifestSupportedOS all
BrandingText "Shopbell ${VERSION}"
VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
VIAddVersionKey /LANG=1033 "ProductName" "Shopbell"
VIAddVersionKey /LANG=1033 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1033 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1033 "FileDescription" "Shopbell Setup"
VIAddVersionKey /LANG=1033 "CompanyName" "Shopbell"
VIAddVersionKey /LANG=1033 "LegalCopyright" "Copyright (c) 2026 The Shopbell authors"
!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"'
!endif

!define MUI_ICON "shopbell.ico"
!define MUI_UNICON "shopbell.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "side.bmp"
!define MUI_COMPONENTSPAGE_NODESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\shopbell.exe"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE un.AskAboutData
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES
!include words.nsh

; Close makes sure that no program of the folder runs, since Windows lets nobody replace it. The window is closed as its
; owner would close it; one that stays beside the clock after that is ended, which loses nothing: what it was sending goes
; on when it is next open. Commands in a terminal are left to end by themselves.
!macro Close un
  Function ${un}Locked ; pushes 1 when a program of the folder runs
    StrCpy $1 0
    ${ForEach} $2 1 2 + 1
      ${If} $2 = 1
        StrCpy $3 "$INSTDIR\shopbell.exe"
      ${Else}
        StrCpy $3 "$INSTDIR\shopbell.com"
      ${EndIf}
      ${If} ${FileExists} "$3"
        ClearErrors
        FileOpen $4 "$3" a
        ${If} ${Errors}
          StrCpy $1 1
        ${Else}
          FileClose $4
        ${EndIf}
      ${EndIf}
    ${Next}
    Push $1
  FunctionEnd

  Function ${un}Close
    Call ${un}Locked
    Pop $0
    ${If} $0 = 0
      Return
    ${EndIf}
    MessageBox MB_OKCANCEL|MB_ICONINFORMATION "$(IS_OPEN)" /SD IDOK IDOK close
    SetErrorLevel 1
    Quit
  close:
    nsExec::Exec '"$SYSDIR\taskkill.exe" /IM shopbell.exe'
    Pop $0
    ${ForEach} $5 1 60 + 1
      Call ${un}Locked
      Pop $0
      ${If} $0 = 0
        Return
      ${EndIf}
      ${If} $5 = 20
        nsExec::Exec '"$SYSDIR\taskkill.exe" /F /IM shopbell.exe'
        Pop $0
      ${EndIf}
      Sleep 250
    ${Next}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(STILL_OPEN)" /SD IDCANCEL IDRETRY close
    SetErrorLevel 2
    Quit
  FunctionEnd
!macroend
!insertmacro Close ""
!insertmacro Close "un."

Section "Shopbell"
  SectionIn RO
  Call Close
  SetOutPath "$INSTDIR"
  File "${FROM}\shopbell.exe"
  File "${FROM}\shopbell.com"
  File "${FROM}\LICENSE.txt"
  File "${FROM}\CHANGELOG.md"
  File "shopbell.ico"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Shopbell.lnk" "$INSTDIR\shopbell.exe"

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Shopbell"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\shopbell.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Shopbell"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  WriteRegStr HKCU "${APP_PATH}" "" "$INSTDIR\shopbell.exe"
  WriteRegStr HKCU "${NOTICES}" "DisplayName" "Shopbell" ; whose notices they are
  WriteRegStr HKCU "${NOTICES}" "IconUri" "$INSTDIR\shopbell.ico"
SectionEnd

; A PATH that does not fit into NSIS's 1,024 characters, or that cannot be read, is left as it is.
!macro ReadPath to
  ClearErrors
  ReadRegStr ${to} HKCU "Environment" "Path"
  ${If} ${Errors}
    StrCpy ${to} ""
    StrCpy $R1 0
    ${Do}
      ClearErrors
      EnumRegValue $R0 HKCU "Environment" $R1
      ${If} ${Errors}
      ${OrIf} $R0 == ""
        ${ExitDo}
      ${EndIf}
      ${If} $R0 == "Path"
        StrCpy ${to} "unreadable"
        ${ExitDo}
      ${EndIf}
      IntOp $R1 $R1 + 1
    ${Loop}
  ${EndIf}
!macroend

!macro WritePath from
  WriteRegExpandStr HKCU "Environment" "Path" "${from}"
  SendMessage ${HWND_BROADCAST} ${WM_SETTINGCHANGE} 0 "STR:Environment" /TIMEOUT=2000
!macroend

Section "$(TERMINAL)" InTerminal
  !insertmacro ReadPath $0
  StrLen $1 "$0;$INSTDIR"
  ${If} $0 == "unreadable"
  ${OrIf} $1 > 1000
    DetailPrint "$(PATH_LONG)"
  ${Else}
    ${WordAdd} "$0" ";" "+$INSTDIR" $0
    !insertmacro WritePath $0
  ${EndIf}
SectionEnd

Section /o "$(DESKTOP)" OnDesktop
  CreateShortcut "$DESKTOP\Shopbell.lnk" "$INSTDIR\shopbell.exe"
SectionEnd

; The functions below name the sections above, which NSIS knows only from here on.
Function .onInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
  SetRegView 64
  ReadRegStr $0 HKCU "${UNINSTALL}" "InstallLocation"
  ${If} $0 != "" ; a newer version is chosen as the one before was
    !insertmacro ReadPath $1
    ${WordAdd} "$1" ";" "-$0" $2
    ${If} $1 == $2
      !insertmacro UnselectSection ${InTerminal}
    ${EndIf}
    ${If} ${FileExists} "$DESKTOP\Shopbell.lnk"
      !insertmacro SelectSection ${OnDesktop}
    ${EndIf}
  ${EndIf}
FunctionEnd

Function un.onInit
  SetRegView 64
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} "$0" "/data" $1
  ${IfNot} ${Errors}
  ${AndIf} ${Silent}
    Call un.ChooseData
  ${EndIf}
FunctionEnd

Section "un.Shopbell"
  SectionIn RO
  Call un.Close
  Call un.ForgetSecrets
  Delete "$INSTDIR\shopbell.exe"
  Delete "$INSTDIR\shopbell.com"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\CHANGELOG.md"
  Delete "$INSTDIR\shopbell.ico"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Shopbell.lnk"
  Delete "$DESKTOP\Shopbell.lnk"
  !insertmacro ReadPath $0
  ${If} $0 != "unreadable"
    ${WordAdd} "$0" ";" "-$INSTDIR" $1
    ${If} $1 != $0
      !insertmacro WritePath $1
    ${EndIf}
  ${EndIf}
  DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "Shopbell"
  DeleteRegKey HKCU "${NOTICES}"
  DeleteRegKey HKCU "${APP_PATH}"
  DeleteRegKey HKCU "${UNINSTALL}"
SectionEnd

Section /o "un.$(DATA)" Data
  RMDir /r "$LOCALAPPDATA\Shopbell"
  RMDir /r "$APPDATA\fyne\${ID}" ; how the window looked
  RMDir "$APPDATA\fyne"
  RMDir /r "$LOCALAPPDATA\fyne\${ID}"
  RMDir "$LOCALAPPDATA\fyne"
SectionEnd

Function un.ChooseData
  !insertmacro SelectSection ${Data}
FunctionEnd

Function un.ForgetSecrets
  ${If} ${SectionIsSelected} ${Data}
    nsExec::Exec /TIMEOUT=30000 '"$INSTDIR\shopbell.com" disconnect --all'
    Pop $0
  ${EndIf}
FunctionEnd

Function un.AskAboutData
  ${If} ${SectionIsSelected} ${Data}
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(DATA_SURE)" IDYES sure
    Abort
  sure:
  ${EndIf}
FunctionEnd
