module github.com/example/microvm

go 1.21
