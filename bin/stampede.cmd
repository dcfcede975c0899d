@echo off
rem Starts Stampede with a Java 25 found in STAMPEDE_JAVA_HOME or JAVA_HOME.
rem STAMPEDE_JAVA_OPTS adds options of the Java machine, such as -Xmx8g.
setlocal
set "HERE=%~dp0.."
set "FOUND="
for %%J in ("%STAMPEDE_JAVA_HOME%" "%JAVA_HOME%") do (
  if not defined FOUND if exist "%%~J\release" (
    findstr /b /c:"JAVA_VERSION=\"25" "%%~J\release" >nul && set "FOUND=%%~J"
  )
)
if not defined FOUND for /d %%J in ("%ProgramFiles%\Eclipse Adoptium\jdk-25*" "%ProgramFiles%\Java\jdk-25*") do (
  if not defined FOUND set "FOUND=%%~J"
)
if not defined FOUND (
  echo stampede: no Java 25 found; install one and set STAMPEDE_JAVA_HOME to its folder 1>&2
  exit /b 2
)
set "JAR="
for %%F in ("%HERE%\lib\stampede-engine-*.jar" "%HERE%\engine\target\stampede-engine-*.jar") do if not defined JAR set "JAR=%%~fF"
if not defined JAR (
  echo stampede: not built yet; run: mvn package 1>&2
  exit /b 2
)
for %%F in ("%JAR%") do set "LIBRARIES=%%~dpF"
if exist "%LIBRARIES%lib" set "LIBRARIES=%LIBRARIES%lib\"
"%FOUND%\bin\java" "@%HERE%\bin\java-options" %STAMPEDE_JAVA_OPTS% -cp "%JAR%;%LIBRARIES%*" dev.stampede.cli.Stampede %*
exit /b %ERRORLEVEL%
