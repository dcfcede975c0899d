@echo off
rem Starts Stampede with a Java 25 found in STAMPEDE_JAVA_HOME, JAVA_HOME or the usual places.
rem STAMPEDE_JAVA_OPTS adds options of the Java machine, such as -Xmx8g.
setlocal
set "HERE=%~dp0.."
set "FOUND="

rem A pattern, since a quotation mark inside quotes would end them: the point stands for the one before the version.
if defined STAMPEDE_JAVA_HOME (
  findstr /b /r "JAVA_VERSION=.25" "%STAMPEDE_JAVA_HOME%\release" >nul 2>nul && set "FOUND=%STAMPEDE_JAVA_HOME%"
)
if defined STAMPEDE_JAVA_HOME if not defined FOUND (
  echo stampede: STAMPEDE_JAVA_HOME="%STAMPEDE_JAVA_HOME%" is not a Java 25 1>&2
  exit /b 2
)
if not defined FOUND if defined JAVA_HOME (
  findstr /b /r "JAVA_VERSION=.25" "%JAVA_HOME%\release" >nul 2>nul && set "FOUND=%JAVA_HOME%"
)
if not defined FOUND for /d %%J in (
  "%ProgramFiles%\Eclipse Adoptium\jdk-25*"
  "%ProgramFiles%\Java\jdk-25*"
  "%ProgramFiles%\Microsoft\jdk-25*"
  "%ProgramFiles%\Zulu\zulu-25*"
) do if exist "%%~J\bin\java.exe" set "FOUND=%%~J"
if not defined FOUND (
  echo stampede: no Java 25 found; install one and set STAMPEDE_JAVA_HOME to its folder 1>&2
  exit /b 2
)

rem An installation has lib\ beside bin\; a source tree has what the build left in engine\target.
set "JAR="
for %%F in ("%HERE%\lib\stampede-engine-*.jar" "%HERE%\engine\target\stampede-engine-*.jar") do (
  if not defined JAR (
    echo %%~nF| findstr /r /c:"-sources$" /c:"-javadoc$" /c:"-tests$" >nul || set "JAR=%%~fF"
  )
)
if not defined JAR (
  echo stampede: not built yet; run: mvn package 1>&2
  exit /b 2
)
for %%F in ("%JAR%") do set "LIBRARIES=%%~dpF"
if exist "%LIBRARIES%lib\" set "LIBRARIES=%LIBRARIES%lib\"

"%FOUND%\bin\java" "@%HERE%\bin\java-options" %STAMPEDE_JAVA_OPTS% -cp "%JAR%;%LIBRARIES%*" dev.stampede.cli.Stampede %*
exit /b %ERRORLEVEL%
