package main

import (
	"context"
	"fmt"
	"io"

	clientv3 "go.etcd.io/etcd/client/v3"
	"go.etcd.io/etcd/client/v3/leasing"
	"go.etcd.io/etcd/client/v3/mirror"
	"go.etcd.io/etcd/client/v3/namespace"
	"go.etcd.io/etcd/client/v3/ordering"
)

// Two caches of the same keys: a change by one takes the key back from the other.
func leasingCache(ctx context.Context, client *clientv3.Client) error {
	one, closeOne, err := leasing.NewKV(client, "clients/leasing/")
	if err != nil {
		return err
	}
	defer closeOne()
	two, closeTwo, err := leasing.NewKV(client, "clients/leasing/")
	if err != nil {
		return err
	}
	defer closeTwo()
	for i := range 5 {
		value := fmt.Sprint(i)
		if _, err := one.Put(ctx, "clients/cached", value); err != nil {
			return err
		}
		for _, cache := range []clientv3.KV{one, one, two, two} {
			got, err := cache.Get(ctx, "clients/cached")
			if err != nil {
				return err
			}
			if err := expect("a cached key", string(got.Kvs[0].Value), value); err != nil {
				return err
			}
		}
		if _, err := two.Txn(ctx).If(clientv3.Compare(clientv3.Value("clients/cached"), "=", value)).
			Then(clientv3.OpDelete("clients/cached")).Commit(); err != nil {
			return err
		}
		got, err := one.Get(ctx, "clients/cached")
		if err != nil {
			return err
		}
		if err := expect("a key that the other deleted", len(got.Kvs), 0); err != nil {
			return err
		}
	}
	return nil
}

// A mirror has what was there, then what comes.
func mirrored(ctx context.Context, client *clientv3.Client) error {
	const keys = 2500
	for i := range keys {
		if _, err := client.Put(ctx, fmt.Sprintf("clients/mirror/%04d", i), "1"); err != nil {
			return err
		}
	}
	syncer := mirror.NewSyncer(client, "clients/mirror/", 0)
	pages, failures := syncer.SyncBase(ctx)
	count := 0
	for page := range pages {
		count += len(page.Kvs)
	}
	if err := <-failures; err != nil {
		return err
	}
	if err := expect("mirrored keys", count, keys); err != nil {
		return err
	}
	if _, err := client.Delete(ctx, "clients/mirror/0007"); err != nil {
		return err
	}
	follow, stop := context.WithCancel(ctx)
	defer stop()
	for update := range syncer.SyncUpdates(follow) {
		if err := update.Err(); err != nil {
			return err
		}
		return expect("what comes next", update.Events[0].Type, clientv3.EventTypeDelete)
	}
	return fmt.Errorf("no update came")
}

// A client that sees only what lies under a prefix, also as a whole, in watches and in leases.
func namespaced(ctx context.Context, client *clientv3.Client) error {
	kv := namespace.NewKV(client.KV, "clients/space/")
	follow, stop := context.WithCancel(ctx)
	defer stop()
	watcher := namespace.NewWatcher(client.Watcher, "clients/space/")
	watch := watcher.Watch(follow, "", clientv3.WithPrefix(), clientv3.WithCreatedNotify())
	<-watch
	lease, err := namespace.NewLease(client.Lease, "clients/space/").Grant(ctx, 60)
	if err != nil {
		return err
	}
	if _, err := kv.Put(ctx, "a", "1", clientv3.WithLease(lease.ID)); err != nil {
		return err
	}
	if err := expect("a key in a watch", string((<-watch).Events[0].Kv.Key), "a"); err != nil {
		return err
	}
	left, err := namespace.NewLease(client.Lease, "clients/space/").TimeToLive(ctx, lease.ID, clientv3.WithAttachedKeys())
	if err != nil {
		return err
	}
	if err := expect("a key of a lease", string(left.Keys[0]), "a"); err != nil {
		return err
	}
	all, err := kv.Get(ctx, "", clientv3.WithFromKey())
	if err != nil {
		return err
	}
	if err := expect("all keys of the space", len(all.Kvs), 1); err != nil {
		return err
	}
	outside, err := client.Get(ctx, "clients/space/a")
	if err != nil {
		return err
	}
	return expect("the key from outside", string(outside.Kvs[0].Value), "1")
}

// Revisions never go back, also for serializable reads.
func ordered(ctx context.Context, client *clientv3.Client) error {
	kv := ordering.NewKV(client.KV, func(clientv3.Op, clientv3.OpResponse, int64) error {
		return fmt.Errorf("a revision went back")
	})
	for i := range 50 {
		if _, err := kv.Put(ctx, "clients/ordered", fmt.Sprint(i)); err != nil {
			return err
		}
		got, err := kv.Get(ctx, "clients/ordered", clientv3.WithSerializable())
		if err != nil {
			return err
		}
		if err := expect("a key that was just put", string(got.Kvs[0].Value), i); err != nil {
			return err
		}
	}
	return nil
}

// A whole backup can be read to its end.
func snapshot(ctx context.Context, client *clientv3.Client) error {
	backup, err := client.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer backup.Close()
	size, err := io.Copy(io.Discard, backup)
	if err != nil {
		return err
	}
	return expect("what a backup has behind its blocks of 512 bytes", size%512, 32)
}
