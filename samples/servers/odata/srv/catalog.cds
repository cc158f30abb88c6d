@path: '/odata/v4/catalog'
service Catalog {
  @cds.query.limit.max: 50
  entity Products {
    key sku   : String(40);
    name      : String(200);
    price     : Decimal(12, 2);
    stock     : Integer64;
    tags      : many String;
    discontinued : Boolean default false;
  }
}
