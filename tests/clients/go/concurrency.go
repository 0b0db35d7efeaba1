package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"
	"go.etcd.io/etcd/client/v3/concurrency"
)

const shortTTL = 5

// Two sessions want a lock: one has it, the other is told so, waits, and gets it; a session that ends lets go of it.
func locks(ctx context.Context, client *clientv3.Client) error {
	first, err := concurrency.NewSession(client, concurrency.WithTTL(shortTTL))
	if err != nil {
		return err
	}
	second, err := concurrency.NewSession(client, concurrency.WithTTL(shortTTL))
	if err != nil {
		return err
	}
	defer second.Close()
	held := concurrency.NewMutex(first, "clients/lock")
	wanted := concurrency.NewMutex(second, "clients/lock")
	if err := held.Lock(ctx); err != nil {
		return err
	}
	if err := wanted.TryLock(ctx); !errors.Is(err, concurrency.ErrLocked) {
		return fmt.Errorf("a held lock was tried: %v", err)
	}
	got := make(chan error, 1)
	go func() { got <- wanted.Lock(ctx) }()
	select {
	case err := <-got:
		return fmt.Errorf("a held lock was taken: %v", err)
	case <-time.After(200 * time.Millisecond):
	}
	if err := first.Close(); err != nil {
		return err
	}
	if err := <-got; err != nil {
		return err
	}
	return wanted.Unlock(ctx)
}

// A leader is elected, says something, resigns; the next one follows, and whoever observes sees it all in order.
func elections(ctx context.Context, client *clientv3.Client) error {
	first, err := concurrency.NewSession(client, concurrency.WithTTL(shortTTL))
	if err != nil {
		return err
	}
	defer first.Close()
	second, err := concurrency.NewSession(client, concurrency.WithTTL(shortTTL))
	if err != nil {
		return err
	}
	defer second.Close()
	one, two := concurrency.NewElection(first, "clients/election"), concurrency.NewElection(second, "clients/election")
	if _, err := one.Leader(ctx); !errors.Is(err, concurrency.ErrElectionNoLeader) {
		return fmt.Errorf("a leader before an election: %v", err)
	}
	observe, stop := context.WithCancel(ctx)
	defer stop()
	seen := two.Observe(observe)
	if err := one.Campaign(ctx, "first"); err != nil {
		return err
	}
	if err := expect("first leader", string((<-seen).Kvs[0].Value), "first"); err != nil {
		return err
	}
	elected := make(chan error, 1)
	go func() { elected <- two.Campaign(ctx, "second") }()
	if err := one.Proclaim(ctx, "still first"); err != nil {
		return err
	}
	if err := expect("what the leader said", string((<-seen).Kvs[0].Value), "still first"); err != nil {
		return err
	}
	if err := one.Resign(ctx); err != nil {
		return err
	}
	if err := <-elected; err != nil {
		return err
	}
	if err := expect("second leader", string((<-seen).Kvs[0].Value), "second"); err != nil {
		return err
	}
	return two.Resign(ctx)
}

// Many move money between accounts at once: none is lost, at every isolation.
func stm(ctx context.Context, client *clientv3.Client) error {
	for _, isolation := range []concurrency.Isolation{
		concurrency.SerializableSnapshot, concurrency.Serializable, concurrency.RepeatableReads,
	} {
		if err := transfers(ctx, client, isolation); err != nil {
			return fmt.Errorf("isolation %d: %w", isolation, err)
		}
	}
	return nil
}

func transfers(ctx context.Context, client *clientv3.Client, isolation concurrency.Isolation) error {
	const accounts, workers, rounds = 4, 8, 10
	key := func(i int) string { return "clients/account/" + strconv.Itoa(i%accounts) }
	for i := range accounts {
		if _, err := client.Put(ctx, key(i), "100"); err != nil {
			return err
		}
	}
	var wait sync.WaitGroup
	failures := make(chan error, workers*rounds)
	for worker := range workers {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for round := range rounds {
				_, err := concurrency.NewSTM(client, func(s concurrency.STM) error {
					from, _ := strconv.Atoi(s.Get(key(worker)))
					to, _ := strconv.Atoi(s.Get(key(worker + round%3 + 1)))
					s.Put(key(worker), strconv.Itoa(from-1))
					s.Put(key(worker+round%3+1), strconv.Itoa(to+1))
					return nil
				}, concurrency.WithIsolation(isolation), concurrency.WithAbortContext(ctx))
				if err != nil {
					failures <- err
				}
			}
		}()
	}
	wait.Wait()
	close(failures)
	if err := <-failures; err != nil {
		return err
	}
	sum := 0
	all, err := client.Get(ctx, "clients/account/", clientv3.WithPrefix())
	if err != nil {
		return err
	}
	for _, kv := range all.Kvs {
		amount, _ := strconv.Atoi(string(kv.Value))
		sum += amount
	}
	return expect("the sum of all accounts", sum, 100*accounts)
}
