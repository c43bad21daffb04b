"""What happens to subscriptions, one verb a module. Each change is one transaction with the row locked."""
