import express from 'express';
import { createHandler } from 'graphql-http/lib/use/express';
import { buildSchema } from 'graphql';
import { connectionFromArray } from 'graphql-relay';
import { serve } from './serve.mjs';

// Connections as the Relay specification has them, over employees in memory; the mutations are for tests.
const schema = buildSchema(`
  type Employee { id: ID!, name: Name!, email: String, department: String, active: Boolean! }
  type Name { given: String!, family: String! }
  type EmployeeEdge { cursor: String!, node: Employee! }
  type PageInfo { hasNextPage: Boolean!, endCursor: String }
  type EmployeeConnection { edges: [EmployeeEdge!]!, pageInfo: PageInfo! }
  type Query {
    employee(id: ID!): Employee
    employees(first: Int!, after: String): EmployeeConnection!
  }
  input NameInput { given: String!, family: String! }
  input EmployeeInput { id: ID!, name: NameInput!, email: String, department: String, active: Boolean! }
  type Mutation { put(employee: EmployeeInput!): Boolean, remove(id: ID!): Boolean }
`);

const employees = new Map();
const rootValue = {
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
