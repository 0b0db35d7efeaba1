// Asks a server by etcd's own Go client and the packages that come with it. Prints one line for each part; ends with 1
// if one failed.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

const patience = 60 * time.Second

var errNotServed = errors.New("not served")

type part struct {
	name string
	run  func(context.Context, *clientv3.Client) error
}

var parts = []part{
	{"locks", locks},
	{"elections", elections},
	{"STM", stm},
	{"leasing", leasingCache},
	{"mirror", mirrored},
	{"namespace", namespaced},
	{"ordering", ordered},
	{"snapshot", snapshot},
	{"users and roles", users},
}

func main() {
	failed := false
	for _, p := range parts {
		if err := one(p, os.Args[1]); errors.Is(err, errNotServed) {
			fmt.Println("skipped", p.name+":", err)
		} else if err != nil {
			fmt.Println("failed", p.name+":", err)
			failed = true
		} else {
			fmt.Println("ok", p.name)
		}
	}
	if failed {
		os.Exit(1)
	}
}

func one(p part, endpoint string) error {
	client, err := clientv3.New(clientv3.Config{Endpoints: []string{endpoint}, DialTimeout: patience})
	if err != nil {
		return err
	}
	defer client.Close()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	err = p.run(ctx, client)
	if status.Code(err) == codes.Unimplemented {
		return fmt.Errorf("%w: %v", errNotServed, err)
	}
	return err
}

func expect(what string, got, wanted any) error {
	if fmt.Sprint(got) != fmt.Sprint(wanted) {
		return fmt.Errorf("%s: %v instead of %v", what, got, wanted)
	}
	return nil
}
