// The tables of a Log Analytics workspace that queries may ask, with the columns they have there.
// https://learn.microsoft.com/azure/azure-monitor/reference/tables/apprequests and its neighbours.

const COMMON = `TenantId:string, TimeGenerated:datetime, SourceSystem:string, Type:string, _ResourceId:string, _BilledSize:real, _IsBillable:string`;

const APP = `${COMMON}, OperationName:string, OperationId:string, ParentId:string, SyntheticSource:string, SessionId:string, UserId:string,
  UserAuthenticatedId:string, UserAccountId:string, AppVersion:string, AppRoleName:string, AppRoleInstance:string, ClientType:string,
  ClientModel:string, ClientOS:string, ClientIP:string, ClientCity:string, ClientStateOrProvince:string, ClientCountryOrRegion:string,
  ClientBrowser:string, ResourceGUID:string, IKey:string, SDKVersion:string, ItemCount:int, ReferencedItemId:string, ReferencedType:string,
  Properties:dynamic`;

/** Columns by table, as `name:type` lists. */
export const TABLES = {
  AppRequests: `${APP}, Id:string, Source:string, Name:string, Url:string, Success:bool, ResultCode:string, DurationMs:real, PerformanceBucket:string, Measurements:dynamic`,
  AppDependencies: `${APP}, Id:string, Target:string, DependencyType:string, Name:string, Data:string, Success:bool, ResultCode:string, DurationMs:real, PerformanceBucket:string, Measurements:dynamic`,
  AppTraces: `${APP}, Message:string, SeverityLevel:int, Measurements:dynamic`,
  AppMetrics: `${APP}, Name:string, Sum:real, Min:real, Max:real`,
  AppExceptions: `${APP}, ProblemId:string, HandledAt:string, ExceptionType:string, Assembly:string, Method:string, OuterType:string,
    OuterMessage:string, OuterAssembly:string, OuterMethod:string, InnermostType:string, InnermostMessage:string, InnermostAssembly:string,
    InnermostMethod:string, SeverityLevel:int, Details:dynamic, Measurements:dynamic`,
  AzureMetrics: `${COMMON}, ResourceId:string, ResourceProvider:string, SubscriptionId:string, ResourceGroup:string, Resource:string,
    MetricName:string, Total:real, Count:real, Maximum:real, Minimum:real, Average:real, TimeGrain:string, UnitName:string`,
};

/**
 * Metrics of the platform that reach the workspace: app/servicebus.bicep exports those of the namespace, and of them some can be.
 * https://learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/microsoft-servicebus-namespaces-metrics, column DS Export.
 */
export const EXPORTED_METRICS = {
  'MICROSOFT.SERVICEBUS': ['AbandonMessage', 'CompleteMessage', 'IncomingBytes', 'IncomingMessages'],
};
