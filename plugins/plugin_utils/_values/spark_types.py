# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which settings Spark knows, of which type, and under which other names.

Made by tools/make_spark_types.py (`make spark-types`); do not edit. Its origin: Apache Spark 3.2.1 and 3.5.6
(tools/spark/*.tsv). Settings stand without the leading `spark.`.
"""

from __future__ import annotations

ENGINES = ("PySpark engine version 3", "Apache Spark version 3.5")
"""The engine versions whose settings are known, the newest last."""

TYPES = """
[boolean]
acls.enable appStateStore.asyncTracking.enable authenticate authenticate.enableSaslEncryption broadcast.checksum
broadcast.compress checkpoint.compress cleaner.referenceTracking cleaner.referenceTracking.blocking
cleaner.referenceTracking.blocking.shuffle cleaner.referenceTracking.cleanCheckpoints decommission.enabled
deploy.spreadOut driver.log.allowErasureCoding driver.log.persistToDfs.enabled driver.supervise
driver.userClassPathFirst dynamicAllocation.enabled dynamicAllocation.shuffleTracking.enabled
dynamicAllocation.testing eventLog.compress eventLog.enabled eventLog.erasureCoding.enabled
eventLog.logBlockUpdates.enabled eventLog.logStageExecutorMetrics eventLog.longForm.enabled eventLog.overwrite
eventLog.rolling.enabled eventLog.testing excludeOnFailure.application.fetchFailure.enabled excludeOnFailure.enabled
excludeOnFailure.killExcludedExecutors excludeOnFailure.killExcludedExecutors.decommission executor.allowSparkContext
executor.heartbeat.dropZeroAccumulatorUpdates executor.logs.rolling.enableCompression
executor.processTreeMetrics.enabled executor.python.worker.log.details executor.userClassPathFirst file.transferTo
files.fetchFailure.unRegisterOutputOnHost files.ignoreCorruptFiles files.ignoreMissingFiles
files.io.enableTcpKeepAlive files.io.enableVerboseMetrics files.io.lazyFD files.io.preferDirectBufs files.overwrite
files.useFetchCache hadoop.cloneConf hadoop.outputCommitCoordination.enabled hadoop.validateOutputSpecs
hadoopRDD.ignoreEmptySplits history.custom.executor.log.url.applyIncompleteApplication history.fs.cleaner.enabled
history.fs.driverlog.cleaner.enabled history.fs.inProgressOptimization.enabled history.kerberos.enabled
history.store.hybridStore.enabled history.ui.acls.enable io.compression.zstd.bufferPool.enabled io.encryption.enabled
kryo.pool kryo.referenceTracking kryo.registrationRequired kryo.unsafe kubernetes.driver.ownPersistentVolumeClaim
kubernetes.driver.reusePersistentVolumeClaim kubernetes.driver.service.deleteOnTermination
kubernetes.driver.waitToReusePersistentVolumeClaim kubernetes.executor.checkAllContainers
kubernetes.executor.deleteOnTermination kubernetes.executor.disableConfigMap kubernetes.executor.enableApiPolling
kubernetes.executor.enableApiWatcher kubernetes.executor.enablePollingWithResourceVersion
kubernetes.legacy.useReadWriteOnceAccessMode kubernetes.local.dirs.tmpfs kubernetes.setSubmitTimeInDriver
kubernetes.submission.waitAppCompletion kubernetes.submitInDriver kubernetes.trust.certificates
locality.wait.legacyResetOnTaskLaunch logConf logLineage master.rest.enabled memory.offHeap.enabled mesos.coarse
mesos.executor.docker.forcePullImage mesos.fetcherCache.enable metrics.appStatusSource.enabled
metrics.executorMetricsSource.enabled metrics.staticSources.enabled network.crypto.enabled network.crypto.saslFallback
network.io.preferDirectBufs network.remoteReadNioBufferConversion network.sasl.serverAlwaysEncrypt
network.sharedByteBufAllocators.enabled python.use.daemon python.worker.faulthandler.enabled python.worker.reuse
rdd.cache.visibilityTracking.enabled rdd.compress resources.warnings.testing rpc.io.enableTcpKeepAlive
rpc.io.enableVerboseMetrics rpc.io.lazyFD rpc.io.preferDirectBufs scheduler.listenerbus.logSlowEvent
scheduler.resource.profileMergeConflicts serializer.extraDebugInfo shuffle.checksum.enabled shuffle.compress
shuffle.detectCorrupt shuffle.detectCorrupt.useExtraMemory shuffle.io.enableTcpKeepAlive
shuffle.io.enableVerboseMetrics shuffle.io.lazyFD shuffle.io.preferDirectBufs shuffle.push.enabled
shuffle.readHostLocalDisk shuffle.reduceLocality.enabled shuffle.sasl.enableRetries shuffle.service.db.enabled
shuffle.service.enabled shuffle.service.fetch.rdd.enabled shuffle.service.removeShuffle shuffle.sort.useRadixSort
shuffle.spill shuffle.spill.compress shuffle.sync shuffle.unsafe.fastMergeEnabled shuffle.useOldFetchProtocol
sparkr.use.daemon speculation speculation.efficiency.enabled sql.adaptive.applyFinalStageShuffleOptimizations
sql.adaptive.coalescePartitions.enabled sql.adaptive.coalescePartitions.parallelismFirst sql.adaptive.enabled
sql.adaptive.fetchShuffleBlocksInBatch sql.adaptive.forceApply sql.adaptive.forceOptimizeSkewedJoin
sql.adaptive.localShuffleReader.enabled sql.adaptive.optimizeSkewsInRebalancePartitions.enabled
sql.adaptive.skewJoin.enabled sql.allowNamedFunctionArguments sql.analyzer.failAmbiguousSelfJoin
sql.ansi.doubleQuotedIdentifiers sql.ansi.enabled sql.ansi.enforceReservedKeywords sql.ansi.relationPrecedence
sql.avro.filterPushdown.enabled sql.bucketing.coalesceBucketsInJoin.enabled sql.caseSensitive sql.cbo.enabled
sql.cbo.joinReorder.dp.star.filter sql.cbo.joinReorder.enabled sql.cbo.planStats.enabled sql.cbo.starSchemaDetection
sql.charAsVarchar sql.chunkBase64String.enabled sql.cli.print.header sql.codegen.aggregate.map.twolevel.enabled
sql.codegen.aggregate.map.twolevel.partialOnly sql.codegen.aggregate.map.vectorized.enable
sql.codegen.aggregate.sortAggregate.enabled sql.codegen.aggregate.splitAggregateFunc.enabled sql.codegen.comments
sql.codegen.fallback sql.codegen.join.buildSideOuterShuffledHashJoin.enabled
sql.codegen.join.existenceSortMergeJoin.enabled sql.codegen.join.fullOuterShuffledHashJoin.enabled
sql.codegen.join.fullOuterSortMergeJoin.enabled sql.codegen.splitConsumeFuncByOperator sql.codegen.useIdInClassName
sql.codegen.wholeStage sql.columnVector.offheap.enabled sql.constraintPropagation.enabled sql.crossJoin.enabled
sql.csv.filterPushdown.enabled sql.csv.parser.columnPruning.enabled sql.datetime.java8API.enabled sql.debug
sql.decimalOperations.allowPrecisionLoss sql.defaultColumn.enabled sql.defaultColumn.useNullsForMissingDefaultValues
sql.defaultUrlStreamHandlerFactory.enabled sql.exchange.reuse sql.execution.arrow.enabled
sql.execution.arrow.fallback.enabled sql.execution.arrow.pyspark.enabled sql.execution.arrow.pyspark.fallback.enabled
sql.execution.arrow.pyspark.selfDestruct.enabled sql.execution.arrow.sparkr.enabled
sql.execution.arrow.useLargeVarTypes sql.execution.fastFailOnFileFormatOutput
sql.execution.pandas.convertToArrowArraySafely sql.execution.pyspark.udf.simplifiedTraceback.enabled
sql.execution.pythonUDF.arrow.enabled sql.execution.pythonUDTF.arrow.enabled sql.execution.removeRedundantProjects
sql.execution.removeRedundantSorts sql.execution.replaceHashWithSortAgg sql.execution.reuseSubquery
sql.execution.sortBeforeRepartition sql.execution.useObjectHashAggregateExec sql.execution.usePartitionEvaluator
sql.files.ignoreCorruptFiles sql.files.ignoreMissingFiles sql.function.concatBinaryAsString
sql.function.eltOutputAsString sql.groupByAliases sql.groupByOrdinal
sql.hive.advancedPartitionPredicatePushdown.enabled sql.hive.convertCTAS sql.hive.convertInsertingPartitionedTable
sql.hive.convertMetastoreCtas sql.hive.convertMetastoreInsertDir sql.hive.convertMetastoreOrc
sql.hive.convertMetastoreParquet sql.hive.convertMetastoreParquet.mergeSchema sql.hive.dropPartitionByName.enabled
sql.hive.gatherFastStats sql.hive.manageFilesourcePartitions sql.hive.metastorePartitionPruning
sql.hive.metastorePartitionPruningFallbackOnException sql.hive.metastorePartitionPruningFastFallback
sql.hive.thriftServer.async sql.hive.thriftServer.singleSession sql.hive.useDelegateForSymlinkTextInputFormat
sql.hive.verifyPartitionPath sql.inMemoryColumnarStorage.compressed sql.inMemoryColumnarStorage.enableVectorizedReader
sql.inMemoryColumnarStorage.partitionPruning sql.inMemoryTableScanStatistics.enable sql.join.preferSortMergeJoin
sql.json.enablePartialResults sql.json.filterPushdown.enabled sql.jsonGenerator.ignoreNullFields
sql.jsonGenerator.writeNullIfWithDefaultValue sql.lateralColumnAlias.enableImplicitResolution
sql.legacy.addSingleFileInAddFile sql.legacy.allowAutoGeneratedAliasForView sql.legacy.allowEmptySchemaWrite
sql.legacy.allowHashOnMapType sql.legacy.allowNegativeScaleOfDecimal sql.legacy.allowNonEmptyLocationInCTAS
sql.legacy.allowNullComparisonResultInArraySort sql.legacy.allowParameterlessCount
sql.legacy.allowStarWithSingleTableIdentifierInCount sql.legacy.allowTempViewCreationWithMultipleNameparts
sql.legacy.allowUntypedScalaUDF sql.legacy.allowZeroIndexInFormatString sql.legacy.avro.allowIncompatibleSchema
sql.legacy.bucketedTableScan.outputOrdering sql.legacy.castComplexTypesToString.enabled sql.legacy.charVarcharAsString
sql.legacy.createEmptyCollectionUsingStringType sql.legacy.createHiveTableByDefault
sql.legacy.csv.enableDateTimeParsingFallback sql.legacy.dataFrameWriterV2IgnorePathOption
sql.legacy.dataset.nameNonStructGroupingKeyAsValue sql.legacy.doLooseUpcast sql.legacy.emptyCurrentDBInCli
sql.legacy.execution.pandas.groupedMap.assignColumnsByName sql.legacy.exponentLiteralAsDecimal.enabled
sql.legacy.extraOptionsBehavior.enabled sql.legacy.followThreeValuedLogicInArrayExists
sql.legacy.fromDayTimeString.enabled sql.legacy.groupingIdWithAppendedUserGroupBy
sql.legacy.histogramNumericPropagateInputType sql.legacy.inSubqueryNullability sql.legacy.integerGroupingId
sql.legacy.interval.enabled sql.legacy.json.allowEmptyString.enabled sql.legacy.json.enableDateTimeParsingFallback
sql.legacy.keepCommandOutputSchema sql.legacy.keepPartitionSpecAsStringLiteral sql.legacy.literal.pickMinimumPrecision
sql.legacy.lpadRpadAlwaysReturnString sql.legacy.mssqlserver.numericMapping.enabled
sql.legacy.negativeIndexInArrayInsert sql.legacy.noCharPaddingInPredicate sql.legacy.notReserveProperties
sql.legacy.nullInEmptyListBehavior sql.legacy.nullValueWrittenAsQuotedEmptyStringCsv sql.legacy.parquet.nanosAsLong
sql.legacy.parseNullPartitionSpecAsStringLiteral sql.legacy.parser.havingWithoutGroupByAsWhere
sql.legacy.pathOptionBehavior.enabled sql.legacy.percentileDiscCalculation
sql.legacy.replaceDatabricksSparkAvro.enabled sql.legacy.respectNullabilityInTextDatasetConversion
sql.legacy.sessionInitWithConfigDefaults sql.legacy.setCommandRejectsSparkCoreConfs
sql.legacy.setopsPrecedence.enabled sql.legacy.sizeOfNull sql.legacy.skipTypeValidationOnAlterPartition
sql.legacy.statisticalAggregate sql.legacy.storeAnalyzedPlanForView sql.legacy.typeCoercion.datetimeToString.enabled
sql.legacy.useCurrentConfigsForView sql.legacy.useV1Command sql.legacy.v1IdentifierNoCatalog
sql.optimizeNullAwareAntiJoin sql.optimizer.canChangeCachedPlanOutputPartitioning
sql.optimizer.collapseProjectAlwaysInline sql.optimizer.decorrelateInnerQuery.enabled
sql.optimizer.decorrelateSetOps.enabled sql.optimizer.decorrelateSubqueryLegacyIncorrectCountHandling.enabled
sql.optimizer.disableHints sql.optimizer.dynamicPartitionPruning.enabled
sql.optimizer.dynamicPartitionPruning.reuseBroadcastOnly sql.optimizer.dynamicPartitionPruning.useStats
sql.optimizer.enableCsvExpressionOptimization sql.optimizer.enableJsonExpressionOptimization
sql.optimizer.excludeSubqueryRefsFromRemoveRedundantAliases.enabled sql.optimizer.expression.nestedPruning.enabled
sql.optimizer.metadataOnly sql.optimizer.nestedSchemaPruning.enabled sql.optimizer.optimizeOneRowRelationSubquery
sql.optimizer.optimizeOneRowRelationSubquery.alwaysInline sql.optimizer.plannedWrite.enabled
sql.optimizer.propagateDistinctKeys.enabled sql.optimizer.pruneFiltersCanPruneStreamingSubplan
sql.optimizer.pullHintsIntoSubqueries sql.optimizer.replaceExceptWithFilter sql.optimizer.runtime.bloomFilter.enabled
sql.optimizer.runtime.rowLevelOperationGroupFilter.enabled sql.optimizer.runtimeFilter.semiJoinReduction.enabled
sql.optimizer.serializer.nestedSchemaPruning.enabled sql.orc.aggregatePushdown
sql.orc.enableNestedColumnVectorizedReader sql.orc.enableVectorizedReader sql.orc.filterPushdown sql.orc.mergeSchema
sql.orderByOrdinal sql.parquet.aggregatePushdown sql.parquet.binaryAsString
sql.parquet.enableNestedColumnVectorizedReader sql.parquet.enableVectorizedReader sql.parquet.fieldId.read.enabled
sql.parquet.fieldId.read.ignoreMissing sql.parquet.fieldId.write.enabled sql.parquet.filterPushdown
sql.parquet.filterPushdown.date sql.parquet.filterPushdown.decimal sql.parquet.filterPushdown.string.startsWith
sql.parquet.filterPushdown.stringPredicate sql.parquet.filterPushdown.timestamp sql.parquet.inferTimestampNTZ.enabled
sql.parquet.int96AsTimestamp sql.parquet.int96TimestampConversion sql.parquet.mergeSchema
sql.parquet.recordLevelFilter.enabled sql.parquet.respectSummaryFiles sql.parquet.writeLegacyFormat
sql.parser.escapedStringLiterals sql.parser.quotedRegexColumnNames sql.planChangeValidation
sql.pyspark.inferNestedDictAsStruct.enabled sql.pyspark.jvmStacktrace.enabled
sql.pyspark.legacy.inferArrayTypeFromFirstElement.enabled sql.readSideCharPadding sql.repl.eagerEval.enabled
sql.requireAllClusterKeysForCoPartition sql.requireAllClusterKeysForDistribution sql.retainGroupColumns
sql.runSQLOnFiles sql.selfJoinAutoResolveAmbiguity sql.sort.enableRadixSort
sql.sources.bucketing.autoBucketedScan.enabled sql.sources.bucketing.enabled sql.sources.ignoreDataLocality
sql.sources.partitionColumnTypeInference.enabled sql.sources.v2.bucketing.enabled
sql.sources.v2.bucketing.partiallyClusteredDistribution.enabled sql.sources.v2.bucketing.pushPartValues.enabled
sql.sources.validatePartitionColumns sql.stableDerivedColumnAlias.enabled sql.statistics.fallBackToHdfs
sql.statistics.histogram.enabled sql.statistics.parallelFileListingInStatsComputation.enabled
sql.statistics.size.autoUpdate.enabled sql.streaming.asyncLogPurge.enabled
sql.streaming.checkpoint.escapedPathCheck.enabled sql.streaming.checkpoint.renamedFileCheck.enabled
sql.streaming.fileSink.log.deletion sql.streaming.fileSource.log.deletion
sql.streaming.fileSource.schema.forceNullable sql.streaming.fileStreamSink.ignoreMetadata
sql.streaming.forceDeleteTempCheckpointLocation sql.streaming.kafka.useDeprecatedOffsetFetching
sql.streaming.metadataCache.enabled sql.streaming.metricsEnabled sql.streaming.noDataMicroBatches.enabled
sql.streaming.optimizeOneRowPlan.enabled sql.streaming.schemaInference
sql.streaming.sessionWindow.merge.sessions.in.local.partition sql.streaming.stateStore.formatValidation.enabled
sql.streaming.stateStore.skipNullsForStreamStreamJoins.enabled sql.streaming.stateStore.stateSchemaCheck
sql.streaming.statefulOperator.allowMultiple sql.streaming.statefulOperator.checkCorrectness.enabled
sql.streaming.statefulOperator.useStrictDistribution sql.streaming.stopActiveRunOnRestart sql.streaming.ui.enabled
sql.streaming.unsupportedOperationCheck sql.subexpressionElimination.enabled
sql.subexpressionElimination.skipForShortcutExpr sql.thriftServer.incrementalCollect
sql.thriftServer.interruptOnCancel sql.truncateTable.ignorePermissionAcl.enabled
sql.tvf.allowMultipleTableArguments.enabled sql.variable.substitute stage.ignoreDecommissionFetchFailure
standalone.submit.waitAppCompletion storage.cleanupFilesAfterExecutorExit storage.decommission.enabled
storage.decommission.fallbackStorage.cleanUp storage.decommission.rddBlocks.enabled
storage.decommission.shuffleBlocks.enabled storage.exceptionOnPinLeak storage.replication.proactive
streaming.backpressure.enabled streaming.driver.writeAheadLog.allowBatching
streaming.driver.writeAheadLog.closeFileAfterWrite streaming.dynamicAllocation.enabled
streaming.dynamicAllocation.testing streaming.receiver.writeAheadLog.closeFileAfterWrite
streaming.receiver.writeAheadLog.enable streaming.stopGracefullyOnShutdown streaming.stopSparkContextByDefault
streaming.unpersist submit.proxyUser.allowCustomClasspathInClusterMode task.reaper.enabled task.reaper.threadDump
taskMetrics.trackUpdatedBlockStatuses test.noSerdeInExplain test.noStageRetry testing
testing.dynamicAllocation.schedule.enabled testing.resourceProfileManager testing.skipValidateCores ui.enabled
ui.groupSQLSubExecutionEnabled ui.heapHistogramEnabled ui.killEnabled ui.prometheus.enabled ui.reverseProxy
ui.showConsoleProgress ui.threadDumpsEnabled ui.timelineEnabled ui.xContentTypeOptions.enabled
unsafe.exceptionOnMemoryLeak unsafe.sorter.spill.read.ahead.enabled worker.cleanup.enabled
worker.preferConfiguredMasterAddress yarn.am.clientModeExitOnError yarn.am.clientModeTreatDisconnectAsFailed
yarn.executor.launch.excludeOnFailure.enabled yarn.historyServer.allowTracking yarn.includeDriverLogsLink
yarn.isPython yarn.launchContainers yarn.populateHadoopClasspath yarn.preserve.staging.files
yarn.shuffle.server.recovery.disabled yarn.submit.waitAppCompletion yarn.unmanagedAM.enabled yarn.user.classpath.first
[bytes:B]
broadcast.UDFCompressionThreshold buffer.pageSize buffer.write.chunkSize driver.maxResultSize
eventLog.rolling.maxFileSize files.maxPartitionBytes files.openCostInBytes history.fs.endEventReparseChunkSize
history.store.hybridStore.maxMemoryUsage history.store.maxDiskUsage io.compression.lz4.blockSize
io.compression.snappy.blockSize io.compression.zstd.bufferSize io.warning.largeFileThreshold memory.offHeap.size
network.maxRemoteBlockSizeFetchToMem network.sasl.maxEncryptedBlockSize shuffle.accurateBlockThreshold
shuffle.mapOutput.minSizeForBroadcast shuffle.push.maxBlockBatchSize shuffle.push.maxBlockSizeToPush
shuffle.push.minShuffleSizeToWait shuffle.push.server.mergedIndexCacheSize
shuffle.push.server.minChunkSizeInMergedShuffleFile shuffle.service.index.cache.size shuffle.sort.initialBufferSize
shuffle.spill.diskWriteBufferSize shuffle.spill.initialMemoryThreshold sql.adaptive.advisoryPartitionSizeInBytes
sql.adaptive.autoBroadcastJoinThreshold sql.adaptive.coalescePartitions.minPartitionSize
sql.adaptive.maxShuffledHashJoinLocalMapThreshold sql.adaptive.shuffle.targetPostShuffleInputSize
sql.adaptive.skewJoin.skewedPartitionThresholdInBytes sql.autoBroadcastJoinThreshold sql.defaultSizeInBytes
sql.execution.arrow.localRelationThreshold sql.files.maxPartitionBytes sql.files.openCostInBytes
sql.maxPlanStringLength sql.maxSinglePartitionBytes sql.optimizer.runtime.bloomFilter.applicationSideScanSizeThreshold
sql.optimizer.runtime.bloomFilter.creationSideThreshold storage.decommission.shuffleBlocks.maxDiskSize
storage.memoryMapLimitForTests storage.memoryMapThreshold task.maxDirectResultSize ui.requestHeaderSize
unsafe.sorter.spill.reader.buffer.size yarn.am.finalMessageLimit
[bytes:KiB]
broadcast.blockSize eventLog.buffer.kb kryoserializer.buffer shuffle.file.buffer shuffle.unsafe.file.output.buffer
[bytes:MiB]
driver.memory driver.memoryOverhead executor.memory executor.memoryOverhead executor.pyspark.memory
kryoserializer.buffer.max reducer.maxSizeInFlight yarn.am.memory yarn.am.memoryOverhead
[double]
driver.memoryOverheadFactor dynamicAllocation.executorAllocationRatio executor.memoryOverheadFactor
history.fs.eventLog.rolling.compaction.score.threshold kubernetes.memoryOverheadFactor memory.fraction
memory.storageFraction mesos.driver.failoverTimeout mesos.mesosExecutor.cores scheduler.minRegisteredResourcesRatio
security.credentials.renewalRatio shuffle.accurateBlockSkewedFactor shuffle.push.mergersMinThresholdRatio
shuffle.push.minCompletedPushRatio speculation.efficiency.longRunTaskFactor
speculation.efficiency.processRateMultiplier speculation.multiplier speculation.quantile
sql.adaptive.nonEmptyPartitionRatioForBroadcastJoin sql.adaptive.rebalancePartitionsSmallPartitionFactor
sql.adaptive.skewJoin.skewedPartitionFactor sql.cbo.joinReorder.card.weight sql.cbo.starJoinFTRatio
sql.optimizer.dynamicPartitionPruning.fallbackFilterRatio sql.sources.fileCompressionFactor
sql.statistics.ndv.maxError storage.safetyFraction storage.unrollMemoryGrowthFactor streaming.backpressure.pid.derived
streaming.backpressure.pid.integral streaming.backpressure.pid.minRate streaming.backpressure.pid.proportional
streaming.dynamicAllocation.scalingDownRatio streaming.dynamicAllocation.scalingUpRatio
[enum:exact: Always IfNotPresent Never]
kubernetes.container.image.pullPolicy
[enum:exact: CODEGEN_ONLY FALLBACK NO_CODEGEN]
sql.codegen.factoryMode
[enum:exact: IPv4 IPv4,IPv6 IPv6 IPv6,IPv4]
kubernetes.driver.service.ipFamilies
[enum:exact: PreferDualStack RequireDualStack SingleStack]
kubernetes.driver.service.ipFamilyPolicy
[enum:exact: bzip2 deflate snappy uncompressed xz zstandard]
sql.avro.compression.codec
[enum:exact: ccache keytab]
kerberos.renewal.credentials
[enum:exact: container host]
mesos.appJar.local.resolution.mode
[enum:exact: dict legacy row]
sql.execution.pandas.structHandlingMode
[enum:exact: docker mesos]
mesos.containerizer
[enum:exact: hive in-memory]
sql.catalogImplementation
[enum:exact: hive native]
sql.orc.impl
[enum:exact: java python r]
kubernetes.resource.type
[enum:lower]
sql.globalTempDatabase
[enum:lower: brotli gzip lz4 lz4_raw lz4raw lzo none snappy uncompressed zstd]
sql.parquet.compression.codec
[enum:lower: lz4 lzo none snappy uncompressed zlib zstd]
sql.orc.compression.codec
[enum:lower: max min]
sql.streaming.multipleWatermarkPolicy
[enum:upper]
files.io.mode master.ui.decommission.allow.mode rpc.io.mode scheduler.mode shuffle.io.mode
[enum:upper: ADD_TIME AVERAGE_DURATION DISK_USED FAILED_TASKS ID OUTLIER OUTLIER_NO_FALLBACK PEAK_JVM_OFFHEAP_MEMORY
PEAK_JVM_ONHEAP_MEMORY TOTAL_DURATION TOTAL_GC_TIME TOTAL_SHUFFLE_WRITE]
kubernetes.executor.rollPolicy
[enum:upper: ADLER32 CRC32]
shuffle.checksum.algorithm
[enum:upper: ALL DEBUG ERROR FATAL INFO OFF TRACE WARN]
log.level
[enum:upper: ANSI LEGACY STRICT]
sql.storeAssignmentPolicy
[enum:upper: CODEGEN COST EXTENDED FORMATTED SIMPLE]
sql.ui.explainMode
[enum:upper: CORRECTED EXCEPTION LEGACY]
sql.avro.datetimeRebaseModeInRead sql.avro.datetimeRebaseModeInWrite sql.legacy.ctePrecedencePolicy
sql.legacy.timeParserPolicy sql.parquet.datetimeRebaseModeInRead sql.parquet.datetimeRebaseModeInWrite
sql.parquet.int96RebaseModeInRead sql.parquet.int96RebaseModeInWrite
[enum:upper: DEBUG ERROR INFO TRACE WARN]
sql.adaptive.logLevel sql.planChangeLog.level
[enum:upper: DYNAMIC STATIC]
sql.sources.partitionOverwriteMode
[enum:upper: EXCEPTION LAST_WIN]
sql.mapKeyDedupPolicy
[enum:upper: INFER_AND_SAVE INFER_ONLY NEVER_INFER]
sql.hive.caseSensitiveInferenceMode
[enum:upper: INT96 TIMESTAMP_MICROS TIMESTAMP_MILLIS]
sql.parquet.outputTimestampType
[enum:upper: JSON PROTOBUF]
history.store.serializer
[enum:upper: LEVELDB ROCKSDB]
history.store.hybridStore.diskBackend shuffle.service.db.backend
[enum:upper: MINIMAL PRETTY STANDARD]
sql.error.messageFormat
[enum:upper: TIMESTAMP_LTZ TIMESTAMP_NTZ]
sql.timestampType
[exact]
app.name jars.excludes jars.packages jars.repositories sql.session.timeZone
[int]
authenticate.secretBitLength block.failures.beforeLocationRefresh blockManager.port buffer.size callstack.depth
cores.max dead.worker.persistence default.parallelism deploy.defaultCores deploy.maxExecutorRetries
deploy.retainedApplications deploy.retainedDrivers diskStore.subDirectories driver.blockManager.port driver.cores
driver.port dynamicAllocation.initialExecutors dynamicAllocation.maxExecutors dynamicAllocation.minExecutors
excludeOnFailure.application.maxFailedExecutorsPerNode excludeOnFailure.application.maxFailedTasksPerExecutor
excludeOnFailure.stage.maxFailedExecutorsPerNode excludeOnFailure.stage.maxFailedTasksPerExecutor
excludeOnFailure.task.maxTaskAttemptsPerExecutor excludeOnFailure.task.maxTaskAttemptsPerNode executor.cores
executor.heartbeat.maxFailures executor.instances executor.killOnFatalError.depth
executor.logs.rolling.maxRetainedFiles executor.maxNumFailures files.io.backLog files.io.clientThreads
files.io.maxRetries files.io.numConnectionsPerPeer files.io.receiveBuffer files.io.sendBuffer files.io.serverThreads
files.io.threads graphx.pregel.checkpointInterval history.fs.cleaner.maxNum
history.fs.eventLog.rolling.maxFilesToRetain history.fs.numReplayThreads history.fs.update.batchSize
history.retainedApplications history.ui.maxApplications history.ui.port io.compression.zstd.level
io.encryption.keySizeBits kubernetes.allocation.batch.size kubernetes.allocation.maxPendingPods
kubernetes.driver.connectionTimeout kubernetes.driver.requestTimeout kubernetes.executor.lostCheck.maxAttempts
kubernetes.executor.minTasksPerExecutorBeforeRolling kubernetes.submission.connectionTimeout
kubernetes.submission.requestTimeout master.rest.port master.ui.port mesos.cluster.retry.wait.max
mesos.driver.memoryOverhead mesos.executor.memoryOverhead mesos.extra.cores mesos.gpus.max mesos.maxDrivers
mesos.retainedDrivers network.crypto.authEngineVersion network.crypto.ivLength network.crypto.keyFactoryIterations
network.crypto.keyLength port.maxRetries r.backendConnectionTimeout r.heartBeatInterval r.numRBackendThreads
rdd.limit.initialNumPartitions rdd.limit.scaleUpFactor rdd.parallelListingThreshold
reducer.maxBlocksInFlightPerAddress reducer.maxReqsInFlight resultGetter.threads rpc.connect.threads rpc.io.backLog
rpc.io.clientThreads rpc.io.maxRetries rpc.io.numConnectionsPerPeer rpc.io.receiveBuffer rpc.io.sendBuffer
rpc.io.serverThreads rpc.io.threads rpc.message.maxSize rpc.netty.dispatcher.numThreads rpc.numRetries
scheduler.barrier.maxConcurrentTasksCheck.maxFailures scheduler.listenerbus.eventqueue.capacity
scheduler.listenerbus.metrics.maxListenerClassesTimed scheduler.maxRetainedRemovedDecommissionExecutors
scheduler.maxRetainedUnknownDecommissionExecutors serializer.objectStreamReset shuffle.io.backLog
shuffle.io.clientThreads shuffle.io.maxRetries shuffle.io.numConnectionsPerPeer shuffle.io.receiveBuffer
shuffle.io.sendBuffer shuffle.io.serverThreads shuffle.mapOutput.dispatcher.numThreads
shuffle.mapOutput.parallelAggregationThreshold shuffle.maxAccurateSkewedBlockNumber shuffle.maxAttemptsOnNettyOOM
shuffle.minNumPartitionsToHighlyCompress shuffle.push.maxRetainedMergerLocations shuffle.push.merge.finalizeThreads
shuffle.push.mergersMinStaticThreshold shuffle.push.numPushThreads shuffle.push.sendFinalizeRPCThreads
shuffle.push.server.ioExceptionsThresholdDuringMerge shuffle.registration.maxAttempts
shuffle.server.chunkFetchHandlerThreadsPercent shuffle.service.port shuffle.sort.bypassMergeThreshold
shuffle.spill.numElementsForceSpillThreshold sql.adaptive.coalescePartitions.initialPartitionNum
sql.adaptive.coalescePartitions.minPartitionNum sql.addPartitionInBatch.size
sql.analyzer.canonicalization.multiCommutativeOpMemoryOptThreshold sql.analyzer.maxIterations sql.avro.deflate.level
sql.broadcastExchange.maxThreadThreshold sql.bucketing.coalesceBucketsInJoin.maxBucketRatio
sql.cartesianProductExec.buffer.in.memory.threshold sql.cartesianProductExec.buffer.spill.threshold
sql.cbo.joinReorder.dp.threshold sql.codegen.aggregate.fastHashMap.capacityBit sql.codegen.cache.maxEntries
sql.codegen.hugeMethodLimit sql.codegen.logging.maxLines sql.codegen.maxFields sql.codegen.methodSplitThreshold
sql.csv.parser.inputBufferSize sql.debug.maxToStringFields sql.event.truncate.length
sql.execution.arrow.maxRecordsPerBatch sql.execution.broadcastHashJoin.outputPartitioningExpandLimit
sql.execution.pandas.udf.buffer.size sql.execution.rangeExchange.sampleSizePerPartition
sql.execution.topKSortFallbackThreshold sql.files.maxPartitionNum sql.files.minPartitionNum
sql.filesourceTableRelationCacheSize sql.hive.metastorePartitionPruningInSetThreshold
sql.hive.tablePropertyLengthThreshold sql.inMemoryColumnarStorage.batchSize sql.leafNodeDefaultParallelism
sql.limit.initialNumPartitions sql.limit.scaleUpFactor sql.maxConcurrentOutputFileWriters sql.maxMetadataStringLength
sql.objectHashAggregate.sortBased.fallbackThreshold sql.optimizer.expressionProjectionCandidateLimit
sql.optimizer.inSetConversionThreshold sql.optimizer.inSetSwitchThreshold sql.optimizer.maxIterations
sql.optimizer.runtimeFilter.number.threshold sql.optimizer.windowGroupLimitThreshold sql.orc.columnarReaderBatchSize
sql.orc.columnarWriterBatchSize sql.parquet.columnarReaderBatchSize sql.parquet.pushdown.inFilterThreshold
sql.pivotMaxValues sql.repl.eagerEval.maxNumRows sql.repl.eagerEval.truncate sql.session.localRelationCacheThreshold
sql.sessionWindow.buffer.in.memory.threshold sql.sessionWindow.buffer.spill.threshold sql.shuffle.partitions
sql.shuffledHashJoinFactor sql.sortMergeJoinExec.buffer.in.memory.threshold
sql.sortMergeJoinExec.buffer.spill.threshold sql.sources.binaryFile.maxLength sql.sources.bucketing.maxBuckets
sql.sources.parallelPartitionDiscovery.parallelism sql.sources.parallelPartitionDiscovery.threshold
sql.sources.schemaStringLengthThreshold sql.statistics.histogram.numBins sql.statistics.percentile.accuracy
sql.streaming.aggregation.stateFormatVersion sql.streaming.continuous.epochBacklogQueueSize
sql.streaming.continuous.executorQueueSize sql.streaming.fileSink.log.compactInterval
sql.streaming.fileSource.cleaner.numThreads sql.streaming.fileSource.log.compactInterval
sql.streaming.flatMapGroupsWithState.stateFormatVersion sql.streaming.join.stateFormatVersion
sql.streaming.maxBatchesToRetainInMemory sql.streaming.minBatchesToRetain sql.streaming.numRecentProgressUpdates
sql.streaming.sessionWindow.stateFormatVersion sql.streaming.stateStore.minDeltasForSnapshot
sql.streaming.stateStore.rocksdb.formatVersion sql.streaming.ui.retainedProgressUpdates
sql.streaming.ui.retainedQueries sql.subexpressionElimination.cache.maxEntries sql.subquery.maxThreadThreshold
sql.thriftserver.ui.retainedSessions sql.thriftserver.ui.retainedStatements sql.ui.retainedExecutions
sql.view.maxNestedViewDepth sql.windowExec.buffer.in.memory.threshold sql.windowExec.buffer.spill.threshold
stage.maxAttempts stage.maxConsecutiveAttempts storage.cachedPeersTtl
storage.decommission.maxReplicationFailuresPerBlock storage.decommission.shuffleBlocks.maxThreads
storage.localDiskByExecutors.cacheSize storage.maxReplicationFailures streaming.blockQueueSize
streaming.concurrentJobs streaming.driver.writeAheadLog.maxFailures streaming.driver.writeAheadLog.rollingIntervalSecs
streaming.dynamicAllocation.maxExecutors streaming.dynamicAllocation.minExecutors streaming.receiver.blockStoreTimeout
streaming.receiver.writeAheadLog.maxFailures streaming.receiver.writeAheadLog.rollingIntervalSecs
streaming.receiverRestartDelay streaming.sessionByKey.deltaChainThreshold streaming.ui.retainedBatches task.cpus
task.maxFailures test.executor.decommission.initial.sleep.millis testing.nCoresPerExecutor testing.nExecutorsPerHost
testing.nHosts ui.dagGraph.retainedRootRDDs ui.port ui.retainedDeadExecutors ui.retainedJobs ui.retainedStages
ui.retainedTasks ui.timeline.executors.maximum ui.timeline.jobs.maximum ui.timeline.stages.maximum
ui.timeline.tasks.maximum worker.executorStateSync.maxAttempts worker.ui.compressedLogFileLengthCacheSize
worker.ui.port worker.ui.retainedDrivers worker.ui.retainedExecutors yarn.am.cores yarn.containerLauncherMaxThreads
yarn.max.executor.failures yarn.maxAppAttempts yarn.priority yarn.report.loggingFrequency
yarn.scheduler.reporterThread.maxFailures yarn.submit.file.replication
[list:long]
yarn.cache.sizes yarn.cache.timestamps
[list:string]
admin.acls admin.acls.groups archives connect.scalaUdf.stubPrefixes eventLog.gcMetrics.oldGenerationGarbageCollectors
eventLog.gcMetrics.youngGenerationGarbageCollectors extraListeners files history.ui.admin.acls
history.ui.admin.acls.groups jars kerberos.access.hadoopFileSystems kryo.classesToRegister kryo.registrator
kubernetes.container.image.pullSecrets kubernetes.driver.pod.featureSteps kubernetes.executor.pod.featureSteps
mesos.driver.secret.envkeys mesos.driver.secret.filenames mesos.driver.secret.names mesos.driver.secret.values
mesos.executor.docker.parameters mesos.executor.docker.portmaps mesos.executor.docker.volumes
mesos.executor.secret.envkeys mesos.executor.secret.filenames mesos.executor.secret.names mesos.executor.secret.values
mesos.uris modify.acls modify.acls.groups plugins plugins.defaultList resources.discoveryPlugin sql.extensions
sql.hive.metastore.barrierPrefixes sql.hive.metastore.jars.path sql.hive.metastore.sharedPrefixes
sql.queryExecutionListeners sql.streaming.streamingQueryListeners sql.streaming.ui.enabledCustomMetricList
submit.pyFiles ui.filters ui.view.acls ui.view.acls.groups yarn.cache.filenames yarn.cache.types
yarn.cache.visibilities yarn.dist.archives yarn.dist.files yarn.dist.forceDownloadSchemes yarn.dist.jars
yarn.dist.pyFiles yarn.exclude.nodes yarn.jars yarn.kerberos.renewal.excludeHadoopFileSystems yarn.secondary.jars
yarn.tags
[long]
app.startTime kubernetes.configMap.maxSize logging.exceptionPrintInterval shuffle.maxChunksBeingTransferred
shuffle.spill.batchSize sql.files.maxRecordsPerFile sql.hive.filesourcePartitionFileCacheSize
sql.optimizer.runtime.bloomFilter.expectedNumItems sql.optimizer.runtime.bloomFilter.maxNumBits
sql.optimizer.runtime.bloomFilter.maxNumItems sql.optimizer.runtime.bloomFilter.numBits
storage.unrollMemoryCheckPeriod storage.unrollMemoryThreshold streaming.backpressure.initialRate
streaming.driver.writeAheadLog.batchingTimeout streaming.manualClock.jump streaming.receiver.maxRate testing.memory
testing.reservedMemory worker.cleanup.appDataTtl worker.cleanup.interval worker.timeout
[string]
app.attempt.id app.id app.initial.archive.urls app.initial.file.urls app.initial.jar.urls app.submitTime
authenticate.secret authenticate.secret.driver.file authenticate.secret.executor.file authenticate.secret.file
cache.class checkpoint.checkpointAllMarkedAncestors connect.SparkConnectService
connect.execute.reattachable.senderMaxStreamDuration connect.execute.reattachable.senderMaxStreamSize
connect.grpc.binding.port deploy.recoveryDirectory deploy.recoveryMode deploy.recoveryMode.factory
deploy.zookeeper.dir deploy.zookeeper.url driver.appUIAddress driver.bindAddress driver.defaultJavaOptions
driver.extraClassPath driver.extraJavaOptions driver.extraLibraryPath driver.host driver.libraryPath driver.log.dfsDir
driver.log.layout driver.resource.gpu.amount driver.resourcesFile eventLog.compression.codec eventLog.dir
executor.decommission.signal executor.defaultJavaOptions executor.extraClassPath executor.extraJavaOptions
executor.extraLibraryPath executor.id executor.logs.rolling.maxSize executor.logs.rolling.strategy
executor.logs.rolling.time.interval executor.metrics.fileSystemSchemes executor.plugins executor.port executor.uri
executorEnv.OMP_NUM_THREADS hadoop.fs.s3a.committer.magic.enabled hadoop.fs.s3a.committer.name
hadoop.fs.s3a.downgrade.syncable.exceptions hadoop.mapreduce.fileoutputcommitter.algorithm.version
hadoop.mapreduce.outputcommitter.factory.scheme.s3a history.custom.executor.log.url history.fs.logDirectory
history.kerberos.keytab history.kerberos.principal history.provider history.store.path home io.compression.codec
io.crypto.cipher.transformation io.encryption.keygen.algorithm jars.ivy jars.ivySettings job.description
job.interruptOnCancel job.tags jobGroup.id kafka.consumer.cache.capacity kerberos.keytab kerberos.principal
kubernetes.allocation.pods.allocator kubernetes.authenticate.driver.mounted
kubernetes.authenticate.driver.serviceAccountName kubernetes.authenticate.executor.serviceAccountName
kubernetes.authenticate.submission kubernetes.container.image kubernetes.context kubernetes.decommission.script
kubernetes.driver.container.image kubernetes.driver.limit.cores kubernetes.driver.master kubernetes.driver.pod.name
kubernetes.driver.podTemplateContainerName kubernetes.driver.podTemplateFile kubernetes.driver.request.cores
kubernetes.driver.resourceNamePrefix kubernetes.driver.scheduler.name kubernetes.driverEnv.OMP_NUM_THREADS
kubernetes.executor.container.image kubernetes.executor.decommissionLabel kubernetes.executor.decommissionLabelValue
kubernetes.executor.hadoopConfigMapName kubernetes.executor.limit.cores kubernetes.executor.podNamePrefix
kubernetes.executor.podTemplateContainerName kubernetes.executor.podTemplateFile kubernetes.executor.request.cores
kubernetes.executor.scheduler.name kubernetes.file.upload.path kubernetes.hadoop.configMapName
kubernetes.kerberos.dt-secret-key kubernetes.kerberos.dt-secret-name kubernetes.kerberos.krb5.configMapName
kubernetes.kerberos.krb5.path kubernetes.kerberos.tokenSecret.itemKey kubernetes.kerberos.tokenSecret.name
kubernetes.namespace kubernetes.pyspark.pythonVersion kubernetes.scheduler.name launcher.childConectionTimeout
launcher.childConnectionTimeout launcher.childProcLoggerName launcher.port launcher.secret local.connect local.dir
log.callerContext master memory.debugFill mesos.constraints mesos.dispatcher.historyServer.url mesos.dispatcher.queue
mesos.dispatcher.webui.url mesos.driver.constraints mesos.driver.frameworkId mesos.driver.labels
mesos.driver.webui.url mesos.driverEnv.OMP_NUM_THREADS mesos.executor.docker.image mesos.executor.home
mesos.network.labels mesos.network.name mesos.principal mesos.principal.file mesos.proxy.baseURL mesos.role
mesos.secret mesos.secret.file mesos.task.labels metrics.conf metrics.namespace network.crypto.cipher
network.crypto.keyAlgorithm network.crypto.keyFactoryAlgorithm properties pyspark.driver.python pyspark.python
python.daemon.module python.profile python.profile.dump python.profile.memory python.worker.memory
python.worker.module r.command r.driver.command r.shell.command r.sql.derby.temp.dir rdd.scope.noOverride
redaction.regex redaction.string.regex remote repl.class.outputDir repl.class.uri repl.classdir repl.local.jars
rpc.askTimeout rpc.lookupTimeout scheduler.allocation.file scheduler.pool serializer sessionWindow shuffle.manager
shuffle.mapStatus.compression.codec shuffle.push.server.mergedShuffleFileManagerImpl
shuffle.service.index.cache.entries shuffle.service.name shuffle.sort.io.plugin.class some.config.option
sparkr.r.command sql.CodeGenerator.validParamLength sql.TungstenAggregate.testFallbackStartsAt
sql.adaptive.customCostEvaluatorClass sql.adaptive.optimizer.excludedRules sql.ansi.strictIndexOperator
sql.cache.serializer sql.catalog.spark_catalog sql.catalog.spark_catalog.defaultDatabase sql.catalyst.type
sql.columnNameOfCorruptRecord sql.defaultCatalog sql.defaultColumn.allowedProviders sql.execution.id
sql.execution.pandas.respectSessionTimeZone sql.execution.pyspark.python sql.execution.root.id
sql.fromJsonForceNullableSchema sql.hive.metastore.jars sql.hive.metastore.version sql.hive.version
sql.join.forceApplyShuffledHashJoin sql.legacy.allowCreatingManagedTableUsingNonemptyLocation
sql.legacy.compareDateTimestampInTimestamp sql.maven.additionalRemoteRepositories sql.optimizer.excludedRules
sql.optimizer.nestedPredicatePushdown.supportedFileSources sql.optimizer.planChangeLog.batches
sql.optimizer.planChangeLog.level sql.optimizer.planChangeLog.rules sql.parquet.int64AsTimestampMillis
sql.parquet.output.committer.class sql.planChangeLog.batches sql.planChangeLog.rules sql.redaction.options.regex
sql.redaction.string.regex sql.sources.commitProtocolClass sql.sources.default
sql.sources.disabledJdbcConnProviderList sql.sources.outputCommitterClass sql.sources.schema.num
sql.sources.useV1SourceList sql.sources.writeJobUUID sql.streaming.checkpointFileManagerClass
sql.streaming.checkpointLocation sql.streaming.commitProtocolClass sql.streaming.disabledV2MicroBatchReaders
sql.streaming.disabledV2Writers sql.streaming.stateStore.compression.codec sql.streaming.stateStore.providerClass
sql.test.forceApplySortAggregate sql.test.localRelationRowCount sql.thriftserver.scheduler.pool sql.warehouse.dir
ssl.enabled ssl.useNodeLocalConf storage.decommission.fallbackStorage.path storage.replication.policy
storage.replication.topologyFile storage.replication.topologyMapper streaming.backpressure.rateEstimator
streaming.checkpoint.directory streaming.clock streaming.driver.writeAheadLog.class
streaming.fileStream.minRememberDuration streaming.internal.batchTime streaming.internal.outputOpId
streaming.receiver.writeAheadLog.class submit.deployMode task.resource.gpu.amount test.forceNoRebase test.home
test.useCompressedOops timeWindow ui.allowFramingFrom ui.custom.executor.log.url ui.proxyBase ui.proxyRedirectUri
ui.reverseProxyUrl ui.store.path ui.strictTransportSecurity ui.xXssProtection user.groups.mapping watermarkDelayMs
worker.decommission.signal worker.resourcesFile yarn.am.extraJavaOptions yarn.am.extraLibraryPath
yarn.am.nodeLabelExpression yarn.am.port yarn.am.tokenConfRegex yarn.app.attemptId yarn.app.id
yarn.appMasterEnv.OMP_NUM_THREADS yarn.applicationType yarn.archive yarn.cache.confArchive yarn.config.gatewayPath
yarn.config.replacementPath yarn.credentials.file.retention.count yarn.credentials.file.retention.days
yarn.executor.nodeLabelExpression yarn.historyServer.address yarn.isHadoopProvided yarn.metrics.namespace yarn.queue
yarn.resourceFpgaDeviceName yarn.resourceGpuDeviceName yarn.rolledLog.excludePattern yarn.rolledLog.includePattern
yarn.services yarn.stagingDir yarn.user.jar
[time:min]
rdd.checkpoint.cachePreferredLocsExpireTime
[time:ms]
dynamicAllocation.shuffleTracking.timeout excludeOnFailure.timeout executor.failuresValidityInterval
executor.heartbeatInterval executor.metrics.pollingInterval kubernetes.allocation.batch.delay
kubernetes.allocation.executor.timeout kubernetes.dynamicAllocation.deleteGracePeriod
kubernetes.executor.apiPollingInterval kubernetes.executor.eventProcessingInterval
kubernetes.executor.missingPodDetectDelta kubernetes.report.interval locality.wait locality.wait.node
locality.wait.process locality.wait.rack mesos.coarse.shutdownTimeout network.timeoutInterval python.task.killTimeout
rpc.retry.wait scheduler.executorTaskExcludeOnFailureTime scheduler.maxRegisteredResourcesWaitingTime
scheduler.revive.interval shuffle.registration.timeout speculation.interval speculation.minTaskRuntime
speculation.task.duration.threshold sql.streaming.continuous.executorPollIntervalMs
sql.streaming.fileSink.log.cleanupDelay sql.streaming.fileSource.log.cleanupDelay
sql.streaming.noDataProgressEventInterval sql.streaming.pollingDelay sql.streaming.stateStore.maintenanceInterval
sql.streaming.stopTimeout standalone.executorRemoveDelayOnDisconnection starvation.timeout
storage.blockManagerHeartbeatTimeoutMs storage.blockManagerMasterDriverHeartbeatTimeoutMs
storage.blockManagerTimeoutIntervalMs storage.decommission.replicationReattemptInterval streaming.blockInterval
streaming.gracefulStopTimeout task.reaper.killTimeout task.reaper.pollingInterval ui.consoleProgress.update.interval
worker.driverTerminateTimeout yarn.am.attemptFailuresValidityInterval yarn.am.waitTime
yarn.clientLaunchMonitorInterval yarn.executor.failuresValidityInterval yarn.report.interval
yarn.scheduler.heartbeat.interval-ms yarn.scheduler.initial-allocation.interval
[time:ns]
scheduler.listenerbus.logSlowEvent.threshold ui.liveUpdate.minFlushPeriod ui.liveUpdate.period
[time:s]
barrier.sync.timeout cleaner.periodicGC.interval dynamicAllocation.cachedExecutorIdleTimeout
dynamicAllocation.executorIdleTimeout dynamicAllocation.schedulerBacklogTimeout
dynamicAllocation.sustainedSchedulerBacklogTimeout executor.decommission.forceKillTimeout
executor.decommission.killInterval files.fetchTimeout files.io.connectionCreationTimeout files.io.connectionTimeout
files.io.retryWait files.sasl.timeout history.fs.cleaner.interval history.fs.cleaner.maxAge
history.fs.driverlog.cleaner.interval history.fs.driverlog.cleaner.maxAge history.fs.safemodeCheck.interval
history.fs.update.interval kerberos.relogin.period kubernetes.allocation.driver.readinessTimeout
kubernetes.appKillPodDeletionGracePeriod kubernetes.executor.rollInterval
kubernetes.executorSnapshotsSubscribersShutdownGracePeriod mesos.rejectOfferDuration
mesos.rejectOfferDurationForReachedMaxCores mesos.rejectOfferDurationForUnmetConstraints network.auth.rpcTimeout
network.timeout python.authenticate.socketTimeout rpc.io.connectionCreationTimeout rpc.io.connectionTimeout
rpc.io.retryWait rpc.sasl.timeout scheduler.barrier.maxConcurrentTasksCheck.interval
scheduler.excludeOnFailure.unschedulableTaskSetTimeout security.credentials.retryWait shuffle.cleaner.interval
shuffle.io.connectionCreationTimeout shuffle.io.connectionTimeout shuffle.io.retryWait shuffle.push.finalize.timeout
shuffle.push.results.timeout shuffle.push.server.mergedShuffleCleaner.shutdown.timeout shuffle.sasl.timeout
sql.broadcastTimeout sql.metadataCacheTTLSeconds sql.scriptTransformation.exitTimeoutInSeconds
sql.thriftServer.queryTimeout streaming.dynamicAllocation.scalingInterval
"""
"""Types in brackets, each before its settings."""

TYPES_BY_ENGINE = {
    "PySpark engine version 3": """
[enum:lower: brotli gzip lz4 lzo none snappy uncompressed zstd]
sql.parquet.compression.codec
[int]
sql.adaptive.skewJoin.skewedPartitionFactor
[long]
sql.files.openCostInBytes
""",
}
"""Where an engine's own type differs from the one above, which is that of the newest."""

NAMES = """
driver.memoryOverhead: yarn.driver.memoryOverhead
excludeOnFailure.application.fetchFailure.enabled: blacklist.application.fetchFailure.enabled
excludeOnFailure.application.maxFailedExecutorsPerNode: blacklist.application.maxFailedExecutorsPerNode
excludeOnFailure.application.maxFailedTasksPerExecutor: blacklist.application.maxFailedTasksPerExecutor
excludeOnFailure.enabled: blacklist.enabled
excludeOnFailure.killExcludedExecutors: blacklist.killBlacklistedExecutors
excludeOnFailure.stage.maxFailedExecutorsPerNode: blacklist.stage.maxFailedExecutorsPerNode
excludeOnFailure.stage.maxFailedTasksPerExecutor: blacklist.stage.maxFailedTasksPerExecutor
excludeOnFailure.task.maxTaskAttemptsPerExecutor: blacklist.task.maxTaskAttemptsPerExecutor
excludeOnFailure.task.maxTaskAttemptsPerNode: blacklist.task.maxTaskAttemptsPerNode
excludeOnFailure.timeout: blacklist.timeout
executor.logs.rolling.maxSize: executor.logs.rolling.size.maxBytes
executor.memoryOverhead: yarn.executor.memoryOverhead
executor.userClassPathFirst: files.userClassPathFirst
history.fs.cleaner.interval: history.fs.cleaner.interval.seconds
history.fs.cleaner.maxAge: history.fs.cleaner.maxAge.seconds
history.fs.update.interval: history.fs.update.interval.seconds history.fs.updateInterval history.updateInterval
io.compression.lz4.blockSize: io.compression.lz4.block.size
io.compression.snappy.blockSize: io.compression.snappy.block.size
kafka.consumer.cache.capacity: sql.kafkaConsumerCache.capacity
kerberos.access.hadoopFileSystems: yarn.access.namenodes yarn.access.hadoopFileSystems
kerberos.keytab: yarn.keytab
kerberos.principal: yarn.principal
kerberos.relogin.period: yarn.kerberos.relogin.period
kryoserializer.buffer: kryoserializer.buffer.mb=*1000k
kryoserializer.buffer.max: kryoserializer.buffer.max.mb
memory.offHeap.enabled: unsafe.offHeap
network.maxRemoteBlockSizeFetchToMem: reducer.maxReqSizeShuffleToMem maxRemoteBlockSizeFetchToMem
reducer.maxSizeInFlight: reducer.maxMbInFlight
scheduler.excludeOnFailure.unschedulableTaskSetTimeout: scheduler.blacklist.unschedulableTaskSetTimeout
scheduler.executorTaskExcludeOnFailureTime: scheduler.executorTaskBlacklistTime
scheduler.listenerbus.eventqueue.capacity: scheduler.listenerbus.eventqueue.size
shuffle.file.buffer: shuffle.file.buffer.kb
sql.adaptive.advisoryPartitionSizeInBytes: sql.adaptive.shuffle.targetPostShuffleInputSize
sql.avro.datetimeRebaseModeInRead: sql.legacy.avro.datetimeRebaseModeInRead
sql.avro.datetimeRebaseModeInWrite: sql.legacy.avro.datetimeRebaseModeInWrite
sql.execution.arrow.pyspark.enabled: sql.execution.arrow.enabled
sql.execution.arrow.pyspark.fallback.enabled: sql.execution.arrow.fallback.enabled
sql.parquet.datetimeRebaseModeInRead: sql.legacy.parquet.datetimeRebaseModeInRead
sql.parquet.datetimeRebaseModeInWrite: sql.legacy.parquet.datetimeRebaseModeInWrite
sql.parquet.int96RebaseModeInRead: sql.legacy.parquet.int96RebaseModeInRead
sql.parquet.int96RebaseModeInWrite: sql.legacy.parquet.int96RebaseModeInWrite
storage.blockManagerHeartbeatTimeoutMs: storage.blockManagerSlaveTimeoutMs
streaming.fileStream.minRememberDuration: streaming.minRememberDuration
yarn.am.waitTime: yarn.applicationMaster.waitTries=*10s
yarn.executor.launch.excludeOnFailure.enabled: yarn.blacklist.executor.launch.blacklisting.enabled
yarn.jars: yarn.jar
yarn.max.executor.failures: yarn.max.worker.failures
"""
"""A setting, and its alternative names in the order of precedence."""

NAMES_BY_ENGINE = {
    "PySpark engine version 3": """
rpc.askTimeout: akka.askTimeout
rpc.lookupTimeout: akka.lookupTimeout
rpc.message.maxSize: akka.frameSize
rpc.numRetries: akka.num.retries
rpc.retry.wait: akka.retry.wait
""",
    "Apache Spark version 3.5": """
executor.failuresValidityInterval: yarn.executor.failuresValidityInterval
executor.maxNumFailures: yarn.max.executor.failures
sql.optimizer.pruneFiltersCanPruneStreamingSubplan: databricks.sql.optimizer.pruneFiltersCanPruneStreamingSubplan
""",
}
"""Those that only one engine has."""
