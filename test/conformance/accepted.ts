// Every difference from a real API server that may stay, with its reason.
import type { Accepted } from './compare.ts';

const UNSERVED = 'The fake serves what the operator, its tests, the demo and a person there use.';
const UNSENT = 'Nobody here sends it: our clients build their requests from checked parts.';
const WORDS = 'The code and the reason are the same, and nobody reads the words behind them.';
const MANAGED = 'Our client asks who manages a field only of its own leaves, never of this one.';

const discovery: readonly Accepted[] = [
  {
    call: /^(discovery: the version|access: nobody asks for the version)$/,
    path: /^0\.body\.(compiler|git|go|build|platform|emulation|minCompatibility)/,
    why: 'The fake was never built: only major, minor and gitVersion of its version are read.',
  },
  {
    call: /^discovery: the versions of the core group$/,
    path: /serverAddressByClientCIDRs/,
    why: 'Clients keep the address of their kubeconfig.',
  },
  {
    call: /^discovery: (all groups|the core|the resources of )/,
    path: /(groups|items|resources|versions|subresources)\[[^\]]*\]$/,
    why: UNSERVED,
  },
  {
    call: /^discovery: (all groups|the core)/,
    path: /categories$/,
    why: UNSERVED,
  },
  {
    call: /^discovery: /,
    path: /\.storageVersionHash$/,
    why: 'Only a migration of the storage reads it.',
  },
  {
    call: /^discovery: /,
    path: /\.verbs\[(deletecollection|order)\]$/,
    why: 'Nothing here deletes a whole collection at once.',
  },
  {
    call: /^discovery: whether our path takes a field validation$/,
    path: /\.(description|schema)$/,
    why: 'kubectl looks for the names of the parameters only.',
  },
  {
    call: /^discovery: the resources of new events$|^events: .*new/,
    path: /./,
    why: 'Nothing here writes events through events.k8s.io, or reads them there.',
  },
  {
    call: /^events: events of one object/,
    path: /./,
    why: 'One of them was written through events.k8s.io.',
  },
];

const requests: readonly Accepted[] = [
  { call: /^access: one object as XML$/, path: /\.(message|details)$/, why: WORDS },
  {
    call: /^access: (a body that is|no body|a create without a kind|a body in YAML)/,
    path: /\.message$/,
    why: WORDS,
  },
  {
    call: /^access: (a create on the path of one object|an update of a collection)$/,
    path: /./,
    why: UNSENT,
  },
  { call: /^lists: a token that is none$/, path: /\.message$/, why: WORDS },
  { call: /^selectors: (labels: |a watch with)/, path: /\.message$/, why: WORDS },
  { call: /^selectors: fields: =$/, path: /./, why: UNSENT },
  { call: /^patches: a merge patch that is none$/, path: /\.message$/, why: WORDS },
  {
    call: /^validation: a field that is there twice$/,
    path: /./,
    why: 'Nobody here writes JSON by hand: a serialiser writes each field once.',
  },
  {
    call: /^patches: a strategic patch of a/,
    path: /^1/,
    why: 'Our own kind has no strategic patches, and nobody patches built-in kinds here.',
  },
  {
    call: /^applying: an apply with a uid$/,
    path: /causes\[1\]$/,
    why: 'The real one checks it twice and says it twice.',
  },
  {
    call: /^writes: a create in a namespace that is not there$/,
    path: /./,
    why: 'Tests need not make their namespaces; one that was deleted answers as the real one.',
  },
];

const objects: readonly Accepted[] = [
  {
    call: /^(tables: (a table of pods|a page of a table|one row of pods)|pods: |patches: a strategic patch)/,
    path: /\.(spec|status|metadata\.(managedFields|generation|annotations))\b/,
    why: 'Built-in kinds have no schema here: recordings bring their objects complete, with all defaults.',
  },
  {
    call: /^patches: /,
    path: /managedFields.*f:groupBy/,
    why: 'A set is owned value by value; here as one list, which the operator never writes.',
  },
  {
    call: /^pods: (a pod is bad|a pod is deleted)$/,
    path: /./,
    why: 'Built-in kinds have no schema here, and the store deletes pods as the recordings say.',
  },
  {
    call: /^pods: (the log of a pod without a node|a log with a flag that is none)$/,
    path: /^0\.(code|headers\.content-type)$/,
    why: 'An empty log with 200 is as empty as one with 204.',
  },
  {
    call: /^tables: /,
    path: /columnDefinitions\[[^\]]*\]\.description$/,
    why: 'kubectl prints names of columns, never their descriptions.',
  },
  {
    call: /^writes: the main path leaves the status|^applying: an apply of the status leaves labels/,
    path: /managedFields/,
    why: 'Who sends labels to /status is listed as their manager, though they are not changed; nobody here does.',
  },
  {
    call: /^writes: (a create with a generated name|a create in a namespace that ends|a delete that waits)/,
    path: /managedFields/,
    why: MANAGED,
  },
  {
    call: /^applying: annotations and finalizers$/,
    path: /managedFields/,
    why: 'Finalizers are a list with keys; the operator sets none.',
  },
  {
    call: /^applying: conditions are merged/,
    path: /managedFields/,
    why: 'An object that nobody managed gets a manager "before-first-apply"; the operator applies from the beginning.',
  },
  {
    call: /^applying: (another manager shares|a field with two owners)/,
    path: /managedFields\[\d+\]\.time$/,
    why: 'An entry whose apply changed nothing has no time.',
  },
  {
    call: /^events: an old event/,
    path: /managedFields/,
    why: MANAGED,
  },
];

export const accepted: readonly Accepted[] = [...discovery, ...requests, ...objects];
