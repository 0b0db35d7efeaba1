package main

import (
	"context"
	"errors"
	"fmt"

	"go.etcd.io/etcd/api/v3/v3rpc/rpctypes"
	clientv3 "go.etcd.io/etcd/client/v3"
)

// With users and roles on, a reader may read its range and nothing else. They are off again at the end.
func users(ctx context.Context, client *clientv3.Client) error {
	if err := makeUsers(ctx, client); err != nil {
		return err
	}
	if _, err := client.AuthEnable(ctx); err != nil {
		return err
	}
	root, err := as(client, "root", "secret")
	if err != nil {
		return err
	}
	defer root.Close()
	failure := readerMayRead(ctx, client)
	if _, err := root.AuthDisable(ctx); err != nil {
		return err
	}
	return failure
}

func makeUsers(ctx context.Context, client *clientv3.Client) error {
	for user, role := range map[string]string{"root": "root", "reader": "reads"} {
		if _, err := client.RoleAdd(ctx, role); err != nil {
			return err
		}
		if _, err := client.UserAdd(ctx, user, "secret"); err != nil {
			return err
		}
		if _, err := client.UserGrantRole(ctx, user, role); err != nil {
			return err
		}
	}
	_, err := client.RoleGrantPermission(ctx, "reads", "clients/public/", clientv3.GetPrefixRangeEnd("clients/public/"),
		clientv3.PermissionType(clientv3.PermRead))
	return err
}

func as(client *clientv3.Client, user, password string) (*clientv3.Client, error) {
	config := clientv3.Config{Endpoints: client.Endpoints(), DialTimeout: patience, Username: user, Password: password}
	return clientv3.New(config)
}

func readerMayRead(ctx context.Context, client *clientv3.Client) error {
	if _, err := as(client, "reader", "wrong"); !errors.Is(err, rpctypes.ErrAuthFailed) {
		return fmt.Errorf("a wrong password: %v", err)
	}
	reader, err := as(client, "reader", "secret")
	if err != nil {
		return err
	}
	defer reader.Close()
	if _, err := reader.Get(ctx, "clients/public/", clientv3.WithPrefix()); err != nil {
		return err
	}
	if _, err := reader.Get(ctx, "clients/", clientv3.WithPrefix()); !errors.Is(err, rpctypes.ErrPermissionDenied) {
		return fmt.Errorf("a read outside the range: %v", err)
	}
	if _, err := reader.Put(ctx, "clients/public/a", "1"); !errors.Is(err, rpctypes.ErrPermissionDenied) {
		return fmt.Errorf("a write by a reader: %v", err)
	}
	if _, err := client.Get(ctx, "clients/public/a"); !errors.Is(err, rpctypes.ErrUserEmpty) {
		return fmt.Errorf("a read by nobody: %v", err)
	}
	return nil
}
