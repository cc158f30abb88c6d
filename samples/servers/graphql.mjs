import express from 'express';
import { createHandler } from 'graphql-http/lib/use/express';
import { buildSchema } from 'graphql';
import { connectionFromArray } from 'graphql-relay';
import { serve } from './serve.mjs';

// Connections as the Relay specification has them, over employees in memory; the mutations are for tests.
const schema = buildSchema(`
  interface Node { id: ID! }
  type Employee implements Node { id: ID!, name: Name!, email: String, department: String, active: Boolean! }
  type Name { given: String!, family: String! }
  type EmployeeEdge { cursor: String!, node: Employee! }
  type PageInfo { hasNextPage: Boolean!, endCursor: String }
  type EmployeeConnection { edges: [EmployeeEdge!]!, pageInfo: PageInfo! }
  type Query {
    node(id: ID!): Node
    nodes(ids: [ID!]!): [Node]!
    employee(id: ID!): Employee
    employees(first: Int!, after: String): EmployeeConnection!
  }
  input NameInput { given: String!, family: String! }
  input EmployeeInput { id: ID!, name: NameInput!, email: String, department: String, active: Boolean! }
  type Mutation { put(employee: EmployeeInput!): Boolean, remove(id: ID!): Boolean }
`);

const employees = new Map();
const known = (id) => employees.has(id) ? { __typename: 'Employee', ...employees.get(id) } : null;
const rootValue = {
  node: ({ id }) => known(id),
  nodes: ({ ids }) => ids.map(known),
  employee: ({ id }) => employees.get(id),
  employees: ({ first, after }) => connectionFromArray([...employees.values()], { first, after }),
  put: ({ employee }) => {
    employees.set(employee.id, employee);
    return true;
  },
  remove: ({ id }) => employees.delete(id),
};

const app = express();
app.all('/graphql', createHandler({ schema, rootValue }));
serve(app);
