@echo off
node "%~dp0dist\plugin\main.js" %*
