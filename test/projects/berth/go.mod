module github.com/example/berth

go 1.21
