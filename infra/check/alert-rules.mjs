// Alerts: what Azure Monitor takes of times, and what the files promise each other.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

// https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule and, for what the service refuses though no
// schema says so, the validation in hashicorp/terraform-provider-azurerm, monitor_scheduled_query_rules_alert_v2.
const LOG = {
  window: 'PT1M PT5M PT10M PT15M PT30M PT45M PT1H PT2H PT3H PT4H PT5H PT6H P1D P2D'.split(' '),
  frequency: 'PT1M PT5M PT10M PT15M PT30M PT45M PT1H PT2H PT3H PT4H PT5H PT6H P1D'.split(' '),
};
// The same provider, monitor_metric_alert; https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-metric-alert-rule.
const METRIC = {
  window: 'PT1M PT5M PT15M PT30M PT1H PT6H PT12H P1D'.split(' '),
  frequency: 'PT1M PT5M PT15M PT30M PT1H'.split(' '),
};

const MEMBERS = { name: 'string', title: 'string', window: 'string', frequency: 'string', threshold: 'number', severity: 'number', whatToDo: 'string' };
const OTHER_MEMBERS = ['query', 'metric', 'splitBy'];

/** The alerts have all their members, with values that Azure Monitor takes. */
export function checkAlerts(alerts, folder) {
  if (!Array.isArray(alerts)) return ['must be an array'];
  const names = alerts.map((alert) => alert.name);
  return [
    ...alerts.flatMap((alert, index) => checkAlert(alert, folder).map((fault) => `${alert.name ?? `alert ${index}`}: ${fault}`)),
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name} is there twice`),
  ];
}

function checkAlert(alert, folder) {
  const faults = [];
  for (const [member, type] of Object.entries(MEMBERS)) if (typeof alert[member] !== type) faults.push(`${member} must be a ${type}`);
  for (const member of Object.keys(alert)) if (!(member in MEMBERS) && !OTHER_MEMBERS.includes(member)) faults.push(`${member} is not known`);
  if ('query' in alert === 'metric' in alert) faults.push('must have a query or a metric');
  if (alert.query && !existsSync(join(folder, 'queries', alert.query))) faults.push(`there is no file queries/${alert.query}`);
  return [...faults, ...checkTimes(alert.window, alert.frequency, 'metric' in alert ? METRIC : LOG), ...checkSeverity(alert.severity)];
}

function checkTimes(window, frequency, legal) {
  const faults = [];
  if (!legal.window.includes(window)) faults.push(`the window ${window} is not one of ${legal.window.join(', ')}`);
  if (!legal.frequency.includes(frequency)) faults.push(`the frequency ${frequency} is not one of ${legal.frequency.join(', ')}`);
  if (faults.length === 0 && legal.window.indexOf(window) < legal.window.indexOf(frequency)) faults.push(`the frequency ${frequency} is longer than the window ${window}`);
  return faults;
}

const checkSeverity = (severity) => ([0, 1, 2, 3, 4].includes(severity) ? [] : [`the severity ${severity} is not 0 to 4`]);

/** The rules as they are deployed: all of them, with legal times, and with the queries of the files. */
export function checkAlertRules(resources, { alerts, query }) {
  const rules = resources.filter(({ type }) => /^Microsoft\.Insights\/(scheduledQueryRules|metricAlerts)$/.test(type));
  const faults = rules.flatMap(({ type, name, properties }) =>
    [
      ...checkTimes(properties.windowSize, properties.evaluationFrequency, type.endsWith('metricAlerts') ? METRIC : LOG),
      ...checkSeverity(properties.severity),
    ].map((fault) => `${name}: ${fault}`),
  );
  for (const alert of alerts) {
    const rule = rules.find(({ name }) => name.endsWith(`-${alert.name}`));
    if (!rule) faults.push(`the alert ${alert.name} is not deployed`);
    else if (alert.query && rule.properties.criteria.allOf[0].query !== query(alert.query)) faults.push(`${rule.name}: does not ask queries/${alert.query}`);
  }
  for (const group of resources.filter(({ type }) => type === 'Microsoft.Insights/actionGroups')) {
    if (group.properties.groupShortName.length > 12) faults.push(`${group.name}: the short name ${group.properties.groupShortName} has more than 12 characters`);
  }
  return faults;
}
